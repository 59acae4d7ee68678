"""Officers of an agency, its keys, one's own account, logging in."""
