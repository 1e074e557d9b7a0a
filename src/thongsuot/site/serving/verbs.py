"""The one table of what is answered in front of Django: address → verb, from every room that has a hot hour."""

from __future__ import annotations

from collections.abc import Mapping

from thongsuot.conferences import hall
from thongsuot.points import hall as doors

VERBS: Mapping[str, hall.Verb] = {**hall.VERBS, **doors.VERBS}
