"""Did she leave as the law says? The rules N1 to N14, each with its reason. Pure."""
