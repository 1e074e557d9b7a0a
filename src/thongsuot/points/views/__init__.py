"""The HTML doors of the room."""

from thongsuot.points.views import door, setting

__all__ = ["door", "setting"]
