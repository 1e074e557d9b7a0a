"""The HTML doors of the room."""

from thongsuot.proceedings.views import certifying, gathering, preparing, reports, rows, writing

__all__ = ["certifying", "gathering", "preparing", "reports", "rows", "writing"]
