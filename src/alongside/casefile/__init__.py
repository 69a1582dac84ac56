"""Read-only pages composed from many apps: the child's page, registers, who can see and who has looked."""
