"""Who may get what, how often: documents that an officer can read, and the reason for each answer. Pure."""
