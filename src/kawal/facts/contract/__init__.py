"""The public contract of a fact: what may be said, how it is checked, compared and put into a sentence. Pure."""
