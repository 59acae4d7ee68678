"""Pages of the dated tables that rules read: what stands, since when, by whom, and how it is changed."""
