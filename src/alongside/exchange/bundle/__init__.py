"""The whole child as one open file: made here, brought in elsewhere, with nothing lost (O3, moving on)."""
