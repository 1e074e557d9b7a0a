"""Find the event a report is about: kind, day, organiser, title; a second one is only named in a warning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import Caution, Span
from vanban.noticed import Event
from vanban.notices.days import Cited, day_in, posted_on, settled
from vanban.notices.groups import group_end
from vanban.notices.sentences import Paragraph, Shields, Stretch, trimmed
from vanban.patterns import late
from vanban.text import Lines, squeeze

_GROUP = r"(?:đội\s+ngũ|cán\s+bộ|các|toàn|đảng\s+viên|lãnh\s+đạo|hơn|gần|trên|\d)"
_TITLE_STOP = late(
    r"\s{0,30}[.]\s*$|\s{0,30}[,;]\s+(?=(?:đồng\s+chí|đ/c|ông|bà)\s)"
    r"|\s{0,30},\s+(?=với|do|nhằm|có|bằng|theo|dưới|kết\s+nối|sau\s+khi)"
    r"|\s{1,30}(?=(?:diễn\s+ra|được\s+tổ\s+chức|đã\s+diễn\s+ra)\s)"
    rf"|\s{{1,30}}(?=(?:(?:dành\s+)?cho\s+{_GROUP}|đến\s+{_GROUP}|với\s+sự|nhằm|bằng\s+hình\s+thức|theo\s+hình\s+thức|"
    r"dưới\s+sự|do\s+đồng|tại\s+(?:hội|Hội|trụ|điểm|nhà|Trung|trung)))|\s{0,30}\.\s"
)
_TODAY = late(r"(?:sáng|chiều|tối|trưa|hôm)\s+nay", re.IGNORECASE)
_JOINTLY = late(
    r"\s*,?\s+(?:đã|vừa|sẽ|long\s+trọng|trang\s+trọng|trực\s+tiếp|(?:đã\s+|sẽ\s+)?phối\s+hợp\s.*|kết\s+hợp\s.*)\s*\Z",
    re.DOTALL,
)
_AFTER_STOP = late(r"\s{1,30}(?:tổ\s+chức|chủ\s+trì|phối\s+hợp|theo\s+hình|bằng\s+hình|với\s+hình)|[.,;]")
_BOUNDARY = late(r",\s+|\s{1,30}-\s+|\)\s+|:\s+")
_ALIKE, _LONGEST_NAME = 0.5, 60
_DATE_MESSAGE = "Bài viết không nêu đủ ngày, tháng, năm của hội nghị. Hãy bổ sung năm hoặc ngày đăng bài."


@dataclass(frozen=True, slots=True)
class EventFound:
    """The event, None when the report names none, and what should be looked at."""

    event: Event | None
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence that says an event was held: its kind, organiser and title where they stand."""

    sentence: Stretch
    kind: str
    organiser: Stretch | None
    title: Stretch | None
    is_dated: bool = False


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in vocabulary("notices")["events"].items() for word in words}


@lru_cache(maxsize=1)
def _held() -> re.Pattern[str]:
    """Match "tổ chức hội nghị", or "tổ chức học tập, quán triệt" where no kind of event is named."""
    table = vocabulary("notices")
    verbs, events = alternation(table["organisers"]["verbs"]), alternation([*_kinds()])
    studies = alternation(table["organisers"]["studies"])
    return re.compile(
        rf"(?<!\w)(?:{verbs})\s+(?:(?:thành\s+công|trực\s+tuyến|một|các|\d+)\s+)?(?:(?P<event>{events})|(?P<study>{studies}))(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _passive() -> re.Pattern[str]:
    events = alternation([*_kinds()])
    return re.compile(
        rf"(?<!\w)(?P<event>{events})(?!\w)(?P<rest>[^.\n]{{0,400}}?)\s+do\s+(?=(?P<by>{_heads()})(?!\w))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _chaired() -> re.Pattern[str]:
    """Match an event whose organiser nobody names: it is chaired or goes on, and its name says more than "hội nghị"."""
    events = alternation([*_kinds()])
    return re.compile(
        rf"(?:(?<!\w)chủ\s+trì\s+(?P<event>{events})\s+(?!(?:có|gồm|là|tại|và|đã)\s)(?=\S+\s+\S+\s+\S)"
        rf"|,\s+(?P<going>{events})\s+(?=[^.\n]{{12,300}}?\s(?:tiếp\s+tục|khai\s+mạc|diễn\s+ra|bế\s+mạc|đã\s+được\s+tổ\s+chức)))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _spread() -> re.Pattern[str]:
    """Match a document that a body spread: "... đã được Đảng ủy phường phổ biến"."""
    studies = alternation(vocabulary("notices")["organisers"]["studies"])
    return re.compile(rf"(?<!\w)được\s+(?P<by>[^,;:.]{{3,90}}?)\s+(?:{studies})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _acted() -> re.Pattern[str]:
    """Match a body that on a day meets or studies, where nothing says it "held" an event: "Chiều 15/01, Chi bộ họp"."""
    studies = alternation(vocabulary("notices")["organisers"]["studies"])
    day = r"(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Nn]gày)\s+(?:ngày\s+)?\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?\d{4})?\s*,"
    return re.compile(
        rf"(?P<when>{day}\s+)(?=(?:tại\s[^,]{{3,60}},\s+)?{_heads()}(?!\w))[^,;:.\n]{{3,90}}?\s"
        rf"(?P<act>(?:đã\s+)?(?:(?P<meets>họp|sinh\s+hoạt)|{studies}))(?!\w)"
    )


def _heads() -> str:
    return alternation(vocabulary("notices")["organisers"]["heads"])


def find_event(
    text: str, view: str, paragraphs: tuple[Paragraph, ...], cited: tuple[Span, ...], published: date | None
) -> EventFound:
    """Return the event of the first sentence that says who held it, else of one that only names it."""
    shields = Cited(cited)
    first: _Held | None = None
    weaker: _Held | None = None
    for sentence in (one for paragraph in paragraphs for one in paragraph.sentences):
        held = _event_in(view, sentence)
        if held is None:
            weaker = weaker or (None if first else _named_in(view, sentence))
        elif first is None or (not first.is_dated and _says_more(text, view, first, held, shields)):
            first = replace(held, is_dated=day_in(view, held.sentence, shields) is not None)
        elif _is_other(text, first, held):
            return _event(text, view, (first, held), (shields, published or posted_on(view)))
    main = first or weaker
    if main is None:
        message = "Không thấy câu nêu đơn vị tổ chức hội nghị. Hãy bổ sung bằng tay."
        return EventFound(None, (Caution("event_missing", None, message),))
    return _event(text, view, (main, None), (shields, published or posted_on(view)))


def _says_more(text: str, view: str, first: _Held, held: _Held, cited: Cited) -> bool:
    """Say whether a sentence tells the day of an event that a headline only named."""
    told = first.title is not None and held.title is not None and not _is_other(text, held, first)
    return told and day_in(view, held.sentence, cited) is not None


def _event_in(view: str, sentence: Stretch) -> _Held | None:
    """Read a sentence that names the organiser before or behind its verb."""
    shields = Shields(view, sentence)
    for match in _held().finditer(view, sentence.start, sentence.end):
        named = match[0][0].isupper() and match.start() > sentence.start  # "Ban Tổ chức hội nghị" holds nothing
        if named or shields.hold(match.start()):
            continue
        organiser = _organiser_before(view, sentence.start, match.start())
        if match["study"]:
            return _Held(sentence, "conference", organiser, None) if organiser else None
        return _Held(sentence, _kind(match["event"]), organiser, _title(view, match.start("event"), sentence, shields))
    passive = _passive().search(view, sentence.start, sentence.end)
    if passive and not shields.hold(passive.start()):
        organiser = _organiser_after(view, passive, sentence.end)
        limit = view.rfind(" do ", passive.start(), organiser.start)
        short = Stretch(sentence.start, limit)
        return _Held(sentence, _kind(passive["event"]), organiser, _title(view, passive.start("event"), short, shields))
    return None


def _named_in(view: str, sentence: Stretch) -> _Held | None:
    """Read a sentence that only names an event, or the body that spread a document."""
    shields = Shields(view, sentence)
    match = _chaired().search(view, sentence.start, sentence.end)
    if match and not shields.hold(match.start()):
        start = match.start("event") if match["event"] else match.start("going")
        return _Held(sentence, _kind(match["event"] or match["going"]), None, _title(view, start, sentence, shields))
    acted = _acted().search(view, sentence.start, sentence.end)
    if acted and not shields.hold(acted.start("act")):
        organiser = _organiser_before(view, acted.end("when"), acted.start("act"))
        if organiser and organiser.start < organiser.end:
            return _Held(sentence, "meeting" if acted["meets"] else "conference", organiser, None)
    spread = _spread().search(view, sentence.start, sentence.end)
    if spread and group_end(view, spread.start("by"), spread.end("by")) == spread.end("by"):
        return _Held(sentence, "conference", Stretch(*spread.span("by")), None)
    return None


def _kind(words: str) -> str:
    return _kinds()[" ".join(words.lower().split())]


def _is_other(text: str, first: _Held, held: _Held) -> bool:
    """Say whether a later sentence names another event rather than the first one again."""
    if first.title is None or held.title is None or held.organiser is None:
        return False
    one, other = set(first.title.of(text).lower().split()), set(held.title.of(text).lower().split())
    return len(one & other) < _ALIKE * len(other)


def _event(text: str, view: str, told: tuple[_Held, _Held | None], about: tuple[Cited, date | None]) -> EventFound:
    (main, second), (cited, known) = told, about
    sentence, organiser, title = main.sentence, main.organiser, main.title
    day = day_in(view, sentence, cited)
    today = _TODAY.search(view, sentence.start, sentence.end) if day is None else None
    on = settled(day, known) if day else (known if today else None)
    lines = Lines(view)
    warnings = [] if on else [Caution("event_date_unknown", lines.at(sentence.start), _DATE_MESSAGE)]
    if second and second.title:
        name = squeeze(second.title.of(text))[:_LONGEST_NAME]
        message = f"Bài viết nêu thêm một sự kiện: “{name}…”. Hãy lập riêng nếu cần theo dõi."
        warnings.append(Caution("second_event", lines.at(second.sentence.start), message))
    event = Event(
        kind=main.kind,
        on=on,
        organiser=squeeze(organiser.of(text)) or None if organiser else None,
        title=_said(squeeze(title.of(text))) if title else None,
        span=(sentence.start, sentence.end),
        organiser_span=(organiser.start, organiser.end) if organiser and organiser.start < organiser.end else None,
        on_span=(day.start, day.end) if day else today.span() if today else None,
        title_span=(title.start, title.end) if title else None,
    )
    return EventFound(event, tuple(warnings))


def _said(title: str) -> str | None:
    """Return a title, None where it says no more than what kind of event it was: "Hội nghị"."""
    return None if title.lower() in _kinds() else title


def _title(view: str, start: int, sentence: Stretch, shields: Shields) -> Stretch:
    for stop in _TITLE_STOP.finditer(view, start, sentence.end):
        if not shields.hold(stop.start()):
            return trimmed(view, start, stop.start(), " ,.;\n")
    return trimmed(view, start, sentence.end, " ,.;\n")


def _organiser_before(view: str, start: int, end: int) -> Stretch | None:
    """Return the body right before the verb: the longest phrase of bodies that reaches it, else a short proper name."""
    jointly = _JOINTLY.search(view, start, end)
    last = trimmed(view, start, jointly.start() if jointly else end, " ,\n").end
    starts = [start, *(match.end() for match in _BOUNDARY.finditer(view, start, last))]
    for low in starts[-8:]:
        if group_end(view, low, last) == last > low:
            return Stretch(low, last)
    inner = [match.start() for match in re.finditer(rf"(?<!\w){_heads()}(?!\w)", view[starts[-1] : last])]
    for low in (starts[-1] + offset for offset in inner):
        if group_end(view, low, last) == last:
            return Stretch(low, last)
    proper = trimmed(view, starts[-1], last)
    short = proper.end - proper.start <= _LONGEST_NAME and view[proper.start : proper.start + 1].isupper()
    return proper if short and not re.search(r"\d|[.;:“”]", proper.of(view)) else None


def _organiser_after(view: str, match: re.Match[str], end: int) -> Stretch:
    for stop in _AFTER_STOP.finditer(view, match.end(), end):
        if not _and_body().match(view, stop.start()):
            return trimmed(view, match.end(), stop.start())
    return trimmed(view, match.end(), end)


@lru_cache(maxsize=1)
def _and_body() -> re.Pattern[str]:
    """Match a further body that organises together: ", Ban Bí thư"."""
    return re.compile(rf",\s+{_heads()}(?!\w)")
