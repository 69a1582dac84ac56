"""What is done with a personal budget: asking and deciding, paying, and what both keep."""
