"""What can be wrong with a return: one table of rules, each with who can mend it."""
