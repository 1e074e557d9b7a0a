"""Find the documents a report speaks of, merge their mentions, and read their counts and topics."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from vanban.model import Caution, Citation, Span
from vanban.noticed import NoticedWork
from vanban.notices.mentioned import mentioned
from vanban.notices.sentences import Paragraph, Stretch, split_at, trimmed
from vanban.patterns import late
from vanban.text import Lines, squeeze

_CHAPTERS = late(r"(?<!\w)(?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+chương(?!\w)", re.IGNORECASE)
_ARTICLES = late(
    r"(?<!\w)(?P<count>\d{1,4}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+điều(?!\w)(?!\s+\d)", re.IGNORECASE
)
_HAS = late(r"(?<!\w)(?:gồm|có|bao\s+gồm|với|kết\s+cấu|bố\s+cục)(?!\w)", re.IGNORECASE)
_TOPICS = late(
    r"(?:những|các|một\s+số|nhiều|\d+)?\s{0,30}(?:nhóm\s+)?(?:nội\s+dung|vấn\s+đề|điểm\s+mới|quy\s+định)(?:\s+(?:chính|cơ\s+bản|chủ\s+yếu|trọng\s+tâm|mới|quan\s+trọng|chủ\s+chốt|lớn))*"
    r"(?:\s+(?:sau|như|về|sau\s+đây|gồm|là|bao\s+gồm|của\s+\w+(?:\s+\w+){0,3}))*\s*:",
    re.IGNORECASE,
)
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_SEMICOLON = late(r"\s{0,30};\s*(?:và\s+)?")
_COMMA = late(r"\s{0,30},\s*(?:và\s+)?")
_BACK = late(
    r"(?:văn\s+bản|quy\s+định|nghị\s+định|luật|chỉ\s+thị|nghị\s+quyết|thông\s+tư|kết\s+luận|hướng\s+dẫn|quy\s+chế|quyết\s+định|kế\s+hoạch)(?:\s+(?:này|trên|mới))?(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Draft:
    first: Citation
    mentions: list[Span]
    facts: dict[str, object] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorksFound:
    """The works of a report, every citation span in it, and contradictions."""

    works: tuple[NoticedWork, ...]
    spans: tuple[Span, ...]
    warnings: tuple[Caution, ...]


def find_works(text: str, view: str, paragraphs: tuple[Paragraph, ...]) -> WorksFound:
    """Return the works of a report in the order of their first mention."""
    cited = mentioned(text, view)
    drafts = _Drafts()
    at = {citation.span[0]: drafts.merge(citation) for citation in cited}
    warnings: list[Caution] = []
    list_of_starts = sorted(at)
    lines = Lines(view)
    for paragraph in paragraphs:
        _counts_and_topics(view, text, paragraph, (at, list_of_starts, warnings, lines))
    warnings += [_incomplete(draft, lines) for draft in drafts.found if str(draft.facts.get("number") or "").isdigit()]
    return WorksFound(tuple(map(_work, drafts.found)), tuple(one.span for one in cited), tuple(warnings))


def _incomplete(draft: _Draft, lines: Lines) -> Caution:
    said = f"{draft.first.type} {draft.facts['number']}"
    message = f"Bài viết chỉ nêu “{said}”, không có ký hiệu. Hãy chọn đúng văn bản trong kho."
    return Caution("number_incomplete", lines.at(draft.mentions[0][0]), message)


class _Drafts:
    """The works so far, in order; looked up by what two names of one work share, so that a long report stays quick.

    Numbers of one work begin with the same digits; a mention without a number has at least the type.
    """

    def __init__(self) -> None:
        self.found: list[_Draft] = []
        self._places: dict[str, list[int]] = {}

    def merge(self, citation: Citation) -> _Draft:
        """Add a mention to the first work it may name, or begin a new one."""
        kind, digits = (citation.type or "").lower(), _digits(citation.number)
        near = {*self._places.get(digits, ()), *self._places.get("", ())} if digits else self._places.get(kind, ())
        place = next((at for at in sorted(near) if _same(self.found[at], citation)), len(self.found))
        if place == len(self.found):
            self.found.append(_Draft(citation, []))
            self._places.setdefault(kind, []).append(place)
        draft = self.found[place]
        _add(draft, citation)
        places = self._places.setdefault(_digits(draft.facts.get("number")), [])
        if place not in places:
            places.append(place)
        return draft


def _digits(number: object) -> str:
    match = re.match(r"\d+", str(number or ""))
    return match[0] if match else ""


def _add(draft: _Draft, citation: Citation) -> None:
    draft.mentions.append(citation.span)
    full = citation.title and (citation.date or citation.issuer)
    if full and not (draft.facts.get("date") or draft.facts.get("issuer")):
        draft.facts["title"] = citation.title  # a headline shortens the title that the report gives in full
    for name in ("date", "issuer", "title"):
        if draft.facts.get(name) is None:
            draft.facts[name] = getattr(citation, name)
    number = draft.facts.get("number")
    if citation.number and (number is None or len(citation.number) > len(str(number))):
        draft.facts["number"] = citation.number


def _same(draft: _Draft, citation: Citation) -> bool:
    if (draft.first.type or "").lower() != (citation.type or "").lower() and not (
        draft.facts.get("number") and citation.number
    ):
        return False
    mine, other = draft.facts.get("number"), citation.number
    if mine == other:
        return True
    if not mine or not other:
        return (
            draft.first.type == citation.type
            and " " in str(citation.type).strip()
            and str(citation.type).startswith("Luật")
        )
    longer, shorter = sorted((str(mine), other), key=len, reverse=True)
    same_type = (draft.first.type or "").lower() == (citation.type or "").lower()
    return shorter.isdigit() and same_type and re.match(rf"{shorter}[-/]", longer) is not None


def _counts_and_topics(
    view: str, text: str, paragraph: Paragraph, state: tuple[dict[int, _Draft], list[int], list[Caution], Lines]
) -> None:
    at, order, warnings, lines = state
    current: _Draft | None = None
    order = order[bisect_left(order, paragraph.start) : bisect_left(order, paragraph.end)]
    for sentence in paragraph.sentences:
        starts = order[bisect_left(order, sentence.start) : bisect_left(order, sentence.end)]
        here = [at[start] for start in starts]
        if here:
            current = here[-1]
        if current is None:
            continue
        for key, pattern in (("chapters", _CHAPTERS), ("articles", _ARTICLES)):
            match = _count_in(view, sentence, pattern, bool(here))
            if match:
                told = [at[start] for start in starts if start < match.start()]
                _keep_count(told[-1] if told else current, key, match, (warnings, lines))
        topics = _TOPICS.search(view, sentence.start, sentence.end)
        if topics and not current.topics and not (starts and starts[0] > topics.start()):
            current.topics = tuple(_topics(view, text, Stretch(topics.end(), sentence.end)))


def _count_in(view: str, sentence: Stretch, pattern: re.Pattern[str], names_work: bool) -> re.Match[str] | None:
    match = pattern.search(view, sentence.start, sentence.end)
    if not match or not _HAS.search(view, sentence.start, match.start()):
        return None
    speaks = names_work or _BACK.search(view, sentence.start, match.start())
    return match if speaks else None


def _keep_count(draft: _Draft, key: str, match: re.Match[str], notes: tuple[list[Caution], Lines]) -> None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _WORDS[word]
    known = draft.counts.setdefault(key, count)
    if known != count:
        warnings, lines = notes
        message = f"Bài viết nêu hai con số ({known} và {count}) cho cùng một văn bản. Hãy đối chiếu với bản gốc."
        warnings.append(Caution("counts_conflict", lines.at(match.start()), message))


def _topics(view: str, text: str, stretch: Stretch) -> list[str]:
    signs = _SEMICOLON if ";" in stretch.of(view) else _COMMA
    pieces = split_at(view, stretch, signs)
    found = [trimmed(view, piece.start, piece.end, " .…\t\n").of(text) for piece in pieces]
    return [squeeze(words) for words in found if words]


def _work(draft: _Draft) -> NoticedWork:
    facts, counts = draft.facts, draft.counts
    return NoticedWork(
        type=draft.first.type or "",
        number=facts.get("number"),  # type: ignore[arg-type]
        date=facts.get("date"),  # type: ignore[arg-type]
        issuer=facts.get("issuer"),  # type: ignore[arg-type]
        title=facts.get("title"),  # type: ignore[arg-type]
        chapters=counts.get("chapters"),
        articles=counts.get("articles"),
        topics=draft.topics,
        span=draft.mentions[0],
        mentions=tuple(draft.mentions),
    )
