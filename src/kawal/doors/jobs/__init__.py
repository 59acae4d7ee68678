"""Work done in the background; each job enters its scope first."""
