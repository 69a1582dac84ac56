"""Who may: actors, permissions, the one policy table, guarded models, and routes that declare their permission."""
