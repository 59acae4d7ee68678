"""Help, and the sheet of parts in the demo."""
