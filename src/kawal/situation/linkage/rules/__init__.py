"""The pure rules of linkage: forms, keys, comparison, weight, the automatic rule, grouping. No database, no clock."""
