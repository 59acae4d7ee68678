"""The picture of one person, drawn from the standing facts by one pure reducer.

``draw`` is the only way to make one; ``draw_journey`` also gives the facts of the present journey, ``journey_of`` only
those. The README says how the parts work together.
"""

from kawal.situation.picture.drawing import draw, draw_journey, journey_of
from kawal.situation.picture.shapes import Limit, Picture, PictureFact, Tables

__all__ = ["Limit", "Picture", "PictureFact", "Tables", "draw", "draw_journey", "journey_of"]
