"""Pure rules of statutory casework: who may ask, which moves there are, what a decision must say, which clocks run."""
