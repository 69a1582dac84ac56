"""Pure rules of the education, health and care plan."""
