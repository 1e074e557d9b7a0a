"""The HTML doors of the room."""

from thongsuot.proceedings.views import reports

__all__ = ["reports"]
