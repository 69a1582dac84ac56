"""Who stands beside a family, by the asking of one of them alone."""
