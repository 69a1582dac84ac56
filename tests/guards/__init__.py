"""The shape of the house, kept by tests: each guard is a function over sources, tried on a bad one first."""
