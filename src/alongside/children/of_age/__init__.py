"""When a child becomes a young person: rights pass on a computed day, capacity is asked for one decision at a time."""
