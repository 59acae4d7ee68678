"""All tables of the room, for Django."""
