"""The way home, step by step: what is done, who moves next, since when it waits. Steps are facts; nothing is stored here."""
