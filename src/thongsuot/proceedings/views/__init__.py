"""The HTML doors of the room."""

from thongsuot.proceedings.views import gathering, preparing, reports, rows, writing

__all__ = ["gathering", "preparing", "reports", "rows", "writing"]
