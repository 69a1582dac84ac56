"""One row for each lawful limit that runs: worked out from what happened, never counted down."""
