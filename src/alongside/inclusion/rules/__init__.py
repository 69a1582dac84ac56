"""Pure decisions about a setting's provision."""
