"""The HTML doors of the room."""

from thongsuot.points.views import door, office, offline, setting

__all__ = ["door", "office", "offline", "setting"]
