"""What a council returns: SEN2 person by person and the lists of an inspection, what is wrong, and who mends it."""
