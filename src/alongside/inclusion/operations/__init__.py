"""What changes in a setting's provision."""
