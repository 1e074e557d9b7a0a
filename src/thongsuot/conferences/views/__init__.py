"""The HTML doors of the room."""

from thongsuot.conferences.views import checks, hall, meetings

__all__ = ["checks", "hall", "meetings"]
