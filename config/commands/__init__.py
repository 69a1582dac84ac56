"""One module a subcommand, each with `register(subparsers)`; the product is imported only when one runs."""
