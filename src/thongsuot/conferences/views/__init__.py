"""The HTML doors of the room."""

from thongsuot.conferences.views import agenda, arranging, checks, hall, meetings

__all__ = ["agenda", "arranging", "checks", "hall", "meetings"]
