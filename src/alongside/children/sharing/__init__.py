"""What a family agrees to share: the lines of the sharing page, who answers them, and what a no closes."""
