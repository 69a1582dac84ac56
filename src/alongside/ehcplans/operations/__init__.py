"""What changes in an education, health and care plan."""
