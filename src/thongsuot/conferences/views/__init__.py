"""The HTML doors of the room."""

from thongsuot.conferences.views import agenda, arranging, checks, hall, materials, meetings

__all__ = ["agenda", "arranging", "checks", "hall", "materials", "meetings"]
