"""How an officer gets in: a link to choose a password, logging in, the lock-out after failures."""
