"""The HTML doors of the room."""

from thongsuot.points.views import door, hall, hours, office, offline, paper, setting

__all__ = ["door", "hall", "hours", "office", "offline", "paper", "setting"]
