"""How people say that it went: two minutes after each conversation, and what a setting learns from all of them."""
