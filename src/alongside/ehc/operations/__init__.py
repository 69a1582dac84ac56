"""What changes in a case: asking, taking a letter in, recording, deciding, claiming an exception."""
