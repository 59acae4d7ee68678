"""The dated tables of the world as they stand in this installation: read, given, changed, and whom a change touches."""
