"""Many people arrive at once: a number in a queue for each, who goes first, who still needs a full record."""
