"""What a file of questions says, as frozen values: its rows, and what is wrong where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.understanding import rules

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a file; `place` is its line or its row, so that a mistake can be pointed at."""

    place: str
    eid: str
    kind: str
    text: str
    options: tuple[str, ...]
    right: frozenset[int]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of a file that stands in the way, and the sentence that says what to write there."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says: its questions, and the places that could not be understood."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def judged(rows: list[Row], faults: list[Fault], known: frozenset[str]) -> Reading:
    """Hold every row to the rules of the editor, and its provision to the wording (`known` eids)."""
    faults = [*faults, *(Fault(row.place, message) for row in rows if (message := _wrong(row, known)))]
    if not rows and not faults:
        faults = [Fault("1", _("Tệp chưa có câu hỏi nào. Ghi ít nhất một câu rồi nhập lại."))]
    if len(rows) > MOST_ROWS:
        faults = [Fault("1", _("Tệp có quá nhiều câu hỏi. Tách thành các tệp tối đa một nghìn câu."))]
    return Reading(tuple(rows), tuple(faults))


def _wrong(row: Row, known: frozenset[str]) -> str:
    try:
        rules.check_worded(row.text, row.options, row.right, rules.least_options(row.kind))
        rules.check_one_right(row.kind, row.right, len(row.options))
    except Refusal as refusal:
        return refusal.message
    if row.eid and row.eid not in known:
        return _("Văn bản không có điều khoản “%(eid)s”. Ghi lại, ví dụ 5.") % {"eid": row.eid}
    return ""
