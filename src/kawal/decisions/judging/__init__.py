"""What the watch makes of each person's row: the rules that hold, one figure for all of them, and when silence will change it."""
