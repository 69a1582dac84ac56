"""Questions about a setting's provision."""
