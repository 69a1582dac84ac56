"""What changes in well-being."""
