"""What is closed until somebody with the say turns it on."""
