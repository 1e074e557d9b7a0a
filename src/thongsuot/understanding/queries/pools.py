"""From which questions a check may draw: the newest versions about the texts of a drive, chapter by chapter."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.models import Dissemination
from thongsuot.corpus.models import Provision
from thongsuot.orgs.models import Seat
from thongsuot.understanding.drawing import Part
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.queries.bank import stale_among


def pools(drive: Dissemination, seat: Seat) -> list[Part]:
    """Give each chapter with its questions and none asked yet.

    What is to be looked at again is left out, unless it is about the very wording that the drive asks to study.
    """
    studied = dict(drive.texts.order_by("position").values_list("expression", "expression__work"))
    versions = list(QuestionVersion.objects.visible_to(seat).newest().about(studied.values()).named())
    stale, chapters = stale_among(versions, seat), _chapters(versions)
    found: dict[str, list[int]] = {}
    for each in versions:
        if each.pk not in stale or each.expression_id in studied:
            chapter = chapters.get((each.expression_id, each.eid), "")
            name = f"{each.expression.work} · {chapter}" if chapter else str(each.expression.work)
            found.setdefault(name, []).append(each.pk)
    return [Part(name, 0, tuple(pool)) for name, pool in sorted(found.items())]


def _chapters(versions: Sequence[QuestionVersion]) -> dict[tuple[int, str], str]:
    """Name the chapter in which each provision stands; nothing where a text has none."""
    wordings = {each.expression_id for each in versions}
    rows = Provision.objects.filter(expression__in=wordings).order_by("expression", "position")
    found: dict[tuple[int, str], str] = {}
    within, of = "", 0
    for expression, kind, num, eid in rows.values_list("expression_id", "kind", "num", "eid"):
        within = f"Chương {num}" if kind == "chapter" else within if expression == of else ""
        found[expression, eid], of = within, expression
    return found


def is_called(drive: Dissemination, seat: Seat) -> bool:
    """Tell whether a drive asks this seat to study."""
    return Seat.objects.filter(rule_from(drive.audience).seats_q(), pk=seat.pk).exists()
