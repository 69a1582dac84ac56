"""Messages in the product, and what leaves by e-mail: the event, never a detail."""
