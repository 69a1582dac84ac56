"""Pure rules of the returns: records, checks, and the files that are made from them. No Django."""
