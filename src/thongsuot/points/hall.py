"""From the fields that a delegate's phone sends at a door to the verb; the same for both doors of the hall."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from thongsuot.conferences.actions.hall import Kept
from thongsuot.conferences.hall import PREFIX, Pressed, Verb, first
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.points.actions.passing import Shown, pass_door

PASS_DOOR = f"{PREFIX}qua-cua/"


def through(press: Pressed, sitting: Sitting, now: datetime) -> Kept:
    """Take the code of a screen, or the one that was read out."""
    shown = Shown(first(press.fields, "code"), first(press.fields, "device"))
    return pass_door(sitting, shown=shown, by=press.by, now=now)


VERBS: Mapping[str, Verb] = {PASS_DOOR: through}
