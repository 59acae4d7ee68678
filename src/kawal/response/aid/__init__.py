"""Aid: things and kits, where they lie, who may get them, who got them, what a group needs."""
