"""The review desk: which questions wait, one pair side by side, what was answered, how well the desk works."""
