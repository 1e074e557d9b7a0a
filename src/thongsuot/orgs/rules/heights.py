"""Which unit may stand below which: the one rule that lists and hands share."""

from __future__ import annotations

from thongsuot.orgs.models import Level, Organisation

HEIGHT = {Level.CITY: 3, Level.WARD: 2, Level.CELL: 1}


def is_below(level: str, kind: str, above: str) -> bool:
    """Tell whether a unit may stand below one of level `above`; agencies may share the level of whom they serve."""
    gap = HEIGHT[Level(above)] - HEIGHT[Level(level)]
    return gap > 0 or (gap == 0 and kind == Organisation.Kind.AGENCY)
