"""The child's and family's own words, and everybody else's: statements, whose they are, how they were gathered."""
