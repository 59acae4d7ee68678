"""Many people arrive at once: the counter, its queue, lists of who is expected, the full record the morning after."""
