"""The HTML doors of the cascade: each translates a request into one action or one page."""

from thongsuot.cascade.views import (
    approval,
    course,
    coverage,
    drives,
    naming,
    notices,
    occasions,
    ordering,
    paper,
    reading,
    relay,
)

__all__ = [
    "approval",
    "course",
    "coverage",
    "drives",
    "naming",
    "notices",
    "occasions",
    "ordering",
    "paper",
    "reading",
    "relay",
]
