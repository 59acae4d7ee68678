"""Cards that people carry: a random reference, signed by the instance, that says nothing to a stranger."""
