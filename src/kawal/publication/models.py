"""All tables of the room, for Django."""

from kawal.publication.statistics.models import Figure, FiguresDrawn, OpenFigure

__all__ = ["Figure", "FiguresDrawn", "OpenFigure"]
