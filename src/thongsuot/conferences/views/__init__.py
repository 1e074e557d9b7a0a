"""The HTML doors of the room."""

from thongsuot.conferences.views import arranging, checks, hall, meetings

__all__ = ["arranging", "checks", "hall", "meetings"]
