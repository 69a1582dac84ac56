"""Personal budgets and direct payments."""
