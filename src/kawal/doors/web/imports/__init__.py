"""Files of facts: upload, mapping, result."""
