"""Countries, and the posts people pass: border posts, airports, seaports, shelters."""
