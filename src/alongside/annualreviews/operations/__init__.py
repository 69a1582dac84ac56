"""What changes in the review of a plan, its promises and its end."""
