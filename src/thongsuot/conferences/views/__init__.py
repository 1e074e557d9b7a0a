"""The HTML doors of the room."""

from thongsuot.conferences.views import checks, meetings

__all__ = ["checks", "meetings"]
