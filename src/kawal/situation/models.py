"""All tables of the room, for Django."""

from kawal.situation.pictures.models import KeyGrant, Picture

__all__ = ["KeyGrant", "Picture"]
