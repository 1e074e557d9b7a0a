"""Moodle's GIFT: written and read so that what goes out comes in the same.

The format is Moodle's own (docs.moodle.org, "GIFT format"): a blank line parts questions, `::title::` names one,
answers stand in braces, `=` before a right one and `~` before a wrong one, a backslash before ``~ = # { } :``. GIFT
has no questions of order and knows no provisions: the title carries kind and provision (``::order art_5::``), which
Moodle shows as a name and otherwise leaves alone. An order is written as matching its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from thongsuot.understanding.exchange.rows import Fault, Reading, Row, judged

SPECIAL = re.compile(r"([\\~=#{}:])")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
WHOLE = re.compile(r"(?:::(?P<title>(?:\\.|[^\\:])*)::)?(?P<text>(?:\\.|[^\\{}])*)\{(?P<answers>(?:\\.|[^\\{}])*)\}\s*")
ANSWER = re.compile(r"([=~])((?:\\.|[^\\=~])*)")
MATCH = re.compile(r"(?P<step>.*?)\s*->\s*(?P<place>\d+)\s*")
WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
TRUE, FALSE = {"T", "TRUE"}, {"F", "FALSE"}
RIGHT_WRONG = ("Đúng", "Sai")
FOLDED = "khong-dau"
HINTS = ("order", "multiple", "single", "true_false", "short", FOLDED)


def write(rows: Iterable[Row]) -> str:
    """Write questions as a GIFT file."""
    return "\n\n".join(_written(row) for row in rows) + "\n"


def _written(row: Row) -> str:
    title = " ".join(part for part in (row.kind, FOLDED if row.is_folded else "", row.eid) if part)
    return f"::{_escaped(title)}::{_escaped(' '.join(row.text.split()))} {{{_answers(row)}}}"


def _answers(row: Row) -> str:
    if row.kind == "true_false" and row.options == RIGHT_WRONG:
        return "TRUE" if row.right == {0} else "FALSE"
    if row.kind == "order":
        return "".join(f"\n={_escaped(option)} -> {at}" for at, option in enumerate(row.options, start=1)) + "\n"
    return "".join(f"\n{_sign(row, at)}{_escaped(option)}" for at, option in enumerate(row.options)) + "\n"


def _sign(row: Row, at: int) -> str:
    """Give the sign before an option; where several are right each carries its share, as Moodle wants it."""
    if row.kind != "multiple":
        return "=" if at in row.right else "~"
    return f"~%{100 / len(row.right):.5f}%" if at in row.right else "~%-100%"


def read(text: str, known: frozenset[str]) -> Reading:
    """Read a GIFT file; every block that is no question of ours is named by the line on which it begins."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, block in _blocks(text):
        found = _row(line, block)
        (rows if isinstance(found, Row) else faults).append(found)  # type: ignore[arg-type]
    return judged(rows, faults, known)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a file into its questions, each with the number of its first line; comments and categories are left out."""
    held: list[str] = []
    begun = 0
    for number, line in enumerate([*text.removeprefix("\ufeff").splitlines(), ""], start=1):
        if line.strip().startswith(("//", "$CATEGORY")):
            continue
        if line.strip():
            begun = begun or number
            held.append(line)
        elif held:
            yield begun, "\n".join(held)
            held, begun = [], 0


def _row(line: int, block: str) -> Row | Fault:
    whole = WHOLE.fullmatch(block.strip())
    if whole is None:
        return Fault(str(line), _("Không đọc được câu này theo định dạng GIFT. Xem lại dấu ngoặc nhọn và dấu \\."))
    hints, eid = _title(_plain(whole["title"] or ""))
    text = " ".join(_plain(whole["text"]).split())
    answers = _from_answers(whole["answers"].strip(), hints)
    if answers is None:
        return Fault(
            str(line), _("Câu này không có lựa chọn đọc được. Ghi = trước lựa chọn đúng, ~ trước lựa chọn sai.")
        )
    kind, options, right = answers
    return Row(str(line), eid, kind, text, options, right, FOLDED in hints)


def _title(title: str) -> tuple[frozenset[str], str]:
    """Part what our own title says of kind and provision; a title made elsewhere says nothing."""
    words = title.split()
    hints = frozenset(word for word in words if word in HINTS)
    rest = [word for word in words if word not in HINTS]
    return hints, rest[0] if hints and len(rest) == 1 else ""


def _from_answers(typed: str, hints: frozenset[str]) -> tuple[str, tuple[str, ...], frozenset[int]] | None:
    if typed.upper() in TRUE | FALSE:
        return "true_false", RIGHT_WRONG, frozenset({0 if typed.upper() in TRUE else 1})
    found = [(sign, _without_feedback(said)) for sign, said in ANSWER.findall(typed)]
    if not found or ANSWER.sub("", typed).strip():
        return None
    options = [_plain(WEIGHT.sub("", said, count=1)) for _sign, said in found]
    right = frozenset(at for at, (sign, said) in enumerate(found) if sign == "=" or _weight(said) > 0)
    kind = _kind(found, hints)
    if kind == "order":
        return _ordered(options)
    return kind, tuple(" ".join(option.split()) for option in options), right


def _kind(found: list[tuple[str, str]], hints: frozenset[str]) -> str:
    """Tell the kind by our own title where there is one, else by the signs."""
    for hint in HINTS[:-1]:
        if hint in hints:
            return hint
    if all(MATCH.fullmatch(said) for _sign, said in found):
        return "order"
    if all(sign == "=" for sign, _said in found):
        return "short"
    return "multiple" if any(WEIGHT.match(said) for _sign, said in found) else "single"


def _ordered(options: list[str]) -> tuple[str, tuple[str, ...], frozenset[int]] | None:
    steps = [MATCH.fullmatch(" ".join(option.split())) for option in options]
    placed = {int(step["place"]): step["step"] for step in steps if step}
    if len(placed) != len(options) or set(placed) != set(range(1, len(options) + 1)):
        return None
    return "order", tuple(placed[at] for at in sorted(placed)), frozenset(range(len(placed)))


def _weight(said: str) -> float:
    weight = WEIGHT.match(said)
    return float(weight[1]) if weight else 0.0


def _without_feedback(said: str) -> str:
    """Leave out what Moodle says after an answer: a # that no backslash takes the meaning from."""
    return re.split(r"(?<!\\)#", said)[0].strip()


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)
