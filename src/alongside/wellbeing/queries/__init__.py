"""Questions about well-being, each through the gate."""
