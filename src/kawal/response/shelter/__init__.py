"""Houses in which people stay a while: beds, stays, and the books that are kept there."""
