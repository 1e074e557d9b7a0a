"""Tell a mention of a place from a heading, a document's own number in its header, and words that only look alike."""

from __future__ import annotations

import re

from vanban.patterns import late
from vanban.places import Part, Run

_CLOSES_HEADING = late(r"[ ]{0,4}[.:](?!\d)|[ ]{0,30}(?:\n|\Z)")
_BEFORE_ON_LINE = late(r"[ \t#>*|“\"'(\[.\-_]*\Z")
_ENDS_SENTENCE = late(r"(?:[.;:!?”\"|/)\]_*-]|[^\W\d_a-zà-ỹ]{2,})[ ]{0,30}\Z")
_TO = "tại|của|theo|và|hoặc|với|từ|đến|các|sau|thuộc|trong|là|cứ|như|bởi"
_CHANGING = r"bổ\s{1,30}sung|sửa\s{1,30}đổi|bãi\s{1,30}bỏ|thay\s{1,30}thế|hủy\s{1,30}bỏ"
_LEADS_ON = late(rf"(?:,|(?<!\w)(?:{_TO}|khoản\s{{1,30}}\w+|điểm\s{{1,30}}\w+|{_CHANGING}))\s{{0,30}}\Z")
_REFERS = late(
    rf"(?:(?<!\w)(?:{_TO}|{_CHANGING}|ở|trừ|nêu|tên|vào|cuối|đầu)|,)"
    rf"[ ]{{0,30}}(?:\n[ ]{{0,30}})?(?:các\s{{1,30}}|cả\s{{1,30}}|từ\s{{1,30}})?\Z",
    re.IGNORECASE,
)
_SIGHT = 60
_HEADED = frozenset({"article", "chapter", "section", "subsection", "part"})


def is_heading(view: str, run: Run) -> bool:
    """Say whether a run is the number of a heading ("Điều 5. Phạm vi") rather than a reference ("… tại Điều 5.")."""
    if len(run.kinds) > 1 or not run.kinds & _HEADED or len(run.parts[0].targets) > 1:
        return False
    return not run.parts[0].is_deictic and heads(view, run.start, run.end)


def heads(view: str, start: int, end: int) -> bool:
    """Say whether one number, from `start` to `end`, stands as that of a heading."""
    is_all = not view[:start].strip() and not view[end:].strip() if start < _SIGHT else False
    if is_all or not _CLOSES_HEADING.match(view, end):
        return False
    before = view[max(0, start - _SIGHT) : start]
    line = before.rfind("\n")
    head = before[line + 1 :]
    if _BEFORE_ON_LINE.match(head) and (line >= 0 or start < _SIGHT):
        above = before[: max(line, 0)].rstrip(" ")
        return above.endswith("\n") or not _LEADS_ON.search(above)
    return bool(_ENDS_SENTENCE.search(head.rstrip())) and not _LEADS_ON.search(head)


def is_mention(view: str, part: Part) -> bool:
    """Say whether places that no document follows are a reference: an article is, others behind a word that refers."""
    first = part.targets[0]
    if not (first.part or first.chapter or first.article or first.clause or first.point):
        return False
    if part.is_deictic or first.article:
        return True
    if view[max(0, part.start - 1) : part.start] == "(":
        return view[part.end : part.end + 1] in (")", ",", " ")
    return bool(_REFERS.search(view, max(0, part.start - _SIGHT), part.start))


_COLON = late(r"(?:\w+\s{1,30}){1,6}số\s{0,30}:", re.IGNORECASE)


def is_header_number(view: str, start: int, end: int) -> bool:
    """Say whether a number stands alone behind a colon, as in a header: "Luật số: 24/2018/QH14"."""
    if not _COLON.match(view, start, end):
        return False
    line = view.rfind("\n", 0, start) + 1
    stop = view.find("\n", end)
    rest = view[end : stop if stop >= 0 else len(view)]
    before = view[max(line, start - _SIGHT) : start].strip(" |*#")
    return before in ("", "XÁC THỰC") and not rest[:_SIGHT].strip(" |*\\")
