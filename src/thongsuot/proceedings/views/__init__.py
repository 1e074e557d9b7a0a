"""The HTML doors of the room."""

from thongsuot.proceedings.views import gathering, reports, rows, writing

__all__ = ["gathering", "reports", "rows", "writing"]
