"""The HTML doors of the room."""

from thongsuot.understanding.views import bank, checks, exchange, reflections

__all__ = ["bank", "checks", "exchange", "reflections"]
