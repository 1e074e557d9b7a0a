"""Find the event a report is about: kind, day, organiser, title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vanban import dates
from vanban.lexicon import alternation, vocabulary
from vanban.model import Caution, Event, Span
from vanban.notices.sentences import Stretch, paragraphs, quoted, sentences, trimmed, within
from vanban.text import Lines, squeeze

_TITLE_STOP = re.compile(
    r"\s*[.;]\s*$|\s*;|\s*,\s+(?=với|do|nhằm|có|bằng|theo|dưới|kết\s+nối|sau\s+khi)|\s+(?=(?:cho\s+(?:đội\s+ngũ|cán\s+bộ|các|toàn|đảng\s+viên|lãnh\s+đạo|hơn|gần|\d)|với\s+sự|nhằm|bằng\s+hình\s+thức|theo\s+hình\s+thức|"
    r"dưới\s+sự|do\s+đồng|tại\s+(?:hội|Hội|trụ|điểm|nhà|Trung|trung)))|\s*\.\s"
)
_TODAY = re.compile(r"(?:sáng|chiều|tối|trưa|hôm)\s+nay", re.IGNORECASE)
_DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class EventFound:
    """The event, None when the report names none, and what should be looked at."""

    event: Event | None
    warnings: tuple[Caution, ...]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in vocabulary("notices")["events"].items() for word in words}


@lru_cache(maxsize=1)
def _held() -> re.Pattern[str]:
    table = vocabulary("notices")
    verbs, events = alternation(table["organisers"]["verbs"]), alternation([*_kinds()])
    return re.compile(
        rf"(?<!\w)(?:{verbs})\s+(?:(?:thành\s+công|trực\s+tuyến|một|các)\s+)?(?P<event>{events})(?!\w)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _passive() -> re.Pattern[str]:
    events = alternation([*_kinds()])
    return re.compile(
        rf"(?<!\w)(?P<event>{events})(?!\w)(?P<rest>[^.\n]{{0,400}}?)\s+do\s+(?=(?P<by>{_heads()})(?!\w))",
        re.IGNORECASE,
    )


def _heads() -> str:
    return alternation(vocabulary("notices")["organisers"]["heads"])


@lru_cache(maxsize=1)
def _organiser() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_heads()}(?!\w)")


def find_event(text: str, view: str, shields: tuple[Span, ...], published: date | None) -> EventFound:
    """Return the event of the first sentence that says who held it."""
    posted = _posted_on(view)
    for paragraph in paragraphs(view):
        for sentence in sentences(view, paragraph):
            held = _held().search(view, sentence.start, sentence.end)
            passive = None if held else _passive().search(view, sentence.start, sentence.end)
            match = held or passive
            if match and not within(quoted(view, sentence), match.start()):
                organiser = (
                    _organiser_before(view, sentence.start, held.start())
                    if held
                    else _organiser_after(view, passive, sentence.end)
                )
                return _event(text, view, (sentence, match, organiser), (shields, published or posted))
    return EventFound(
        None, (Caution("event_missing", None, "Không thấy câu nêu đơn vị tổ chức hội nghị. Hãy bổ sung bằng tay."),)
    )


def _event(
    text: str,
    view: str,
    found: tuple[Stretch, re.Match[str], Stretch | None],
    about: tuple[tuple[Span, ...], date | None],
) -> EventFound:
    sentence, match, organiser = found
    shields, known = about
    day = _day_in(view, sentence, shields)
    today = _TODAY.search(view, sentence.start, sentence.end) if day is None else None
    on = _settled(day, known) if day else (known if today else None)
    warnings = [] if on else [Caution("event_date_unknown", Lines(view).at(sentence.start), _DATE_MESSAGE)]
    title = _title(view, match, sentence, organiser)
    on_span = (day.start, day.end) if day else today.span() if today else None
    event = Event(
        kind=_kinds()[" ".join(match["event"].lower().split())],
        on=on,
        organiser=squeeze(organiser.of(text)) if organiser else None,
        title=squeeze(title.of(text)),
        span=(sentence.start, sentence.end),
        organiser_span=(organiser.start, organiser.end) if organiser else None,
        on_span=on_span,
        title_span=(title.start, title.end),
    )
    return EventFound(event, tuple(warnings))


_DATE_MESSAGE = "Bài viết không nêu đủ ngày, tháng, năm của hội nghị. Hãy bổ sung năm hoặc ngày đăng bài."


def _title(view: str, match: re.Match[str], sentence: Stretch, organiser: Stretch | None) -> Stretch:
    start = match.start("event")
    limit = sentence.end
    if organiser and organiser.start > start:
        limit = view.rfind(" do ", start, organiser.start)
    shields = quoted(view, sentence)
    for stop in _TITLE_STOP.finditer(view, match.end("event"), limit):
        if not within(shields, stop.start()):
            return trimmed(view, start, stop.start(), " ,.;\n")
    return trimmed(view, start, limit, " ,.;\n")


def _organiser_before(view: str, start: int, end: int) -> Stretch | None:
    """Return the body right before the verb: from the first organising word after the last comma that opens it."""
    free = start
    for match in _organiser().finditer(view, start, end):
        head = match.start()
        if head < free:
            continue
        if re.search(r"(?:tại|Tại|ở)\s+\Z", view[max(start, head - 5) : head]):
            comma = view.find(",", head, end)
            free = comma if comma >= 0 else end
        elif not re.search(r"[.;:“”()]|(?<!\w)(?:tại|Tại|ngày)\s", view[head:end]):
            return trimmed(view, head, _without_adverbs(view, head, end), " ,\n")
    return None


def _without_adverbs(view: str, start: int, end: int) -> int:
    match = re.search(
        r"\s*,?\s+(?:đã|vừa|sẽ|long\s+trọng|(?:đã\s+)?phối\s+hợp\s.*|phối\s+hợp\s.*)\s*\Z", view[start:end], re.DOTALL
    )
    return start + match.start() if match else end


def _organiser_after(view: str, match: re.Match[str] | None, end: int) -> Stretch | None:
    if match is None:
        return None
    stop = re.compile(r"\s+(?:tổ\s+chức|chủ\s+trì|phối\s+hợp)|[.,;]").search(view, match.end(), end)
    return trimmed(view, match.end(), stop.start() if stop else end)


def _day_in(view: str, sentence: Stretch, shields: tuple[Span, ...]) -> dates.FoundDate | None:
    """Return the first date of the sentence that belongs to no citation."""
    for match in dates.PATTERN.finditer(view, sentence.start, sentence.end):
        if not any(low <= match.start() < high for low, high in shields) and not _is_part(view, match):
            found = dates.found(match)
            if dates.calendar_day(found.day, found.month, found.year or 2000):
                return found
    return None


def _is_part(view: str, match: re.Match[str]) -> bool:
    before, after = view[match.start() - 1 : match.start()], view[match.end() : match.end() + 2]
    bare = not match[0].lower().startswith("ngày") and match["d2"] is not None
    timely = re.search(
        r"(?:sáng|chiều|tối|ngày|trưa)\s*(?:ngày\s*)?\(?\Z",
        view[max(0, match.start() - 12) : match.start()],
        re.IGNORECASE,
    )
    return (
        before.isalnum() or before in ("/", "-") or after[:1].isalnum() or (bare and match["y2"] is None and not timely)
    )


def _settled(day: dates.FoundDate, known: date | None) -> date | None:
    """Return the day; without a year it is the last such day before publication, or one announced a little ahead."""
    if day.year or known is None:
        return day.on
    years = (known.year - 1, known.year, known.year + 1)
    told = [one for year in years if (one := day.in_year(year)) and (one - known).days <= _DAYS_AHEAD]
    return max(told, default=None)


@lru_cache(maxsize=1)
def _posting() -> re.Pattern[str]:
    table = vocabulary("notices")["posting"]
    words, days = alternation(table["words"]), alternation(table["days"])
    day = r"(?P<day>\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|ngày[ ]+\d{1,2}[ ]+tháng[ ]+\d{1,2}[ ]+năm[ ]+\d{4})"
    named = day.replace("P<day>", "P<named>")
    clock = r"\d{1,2}[:hg]\d{2}(?::\d{2})?"
    return re.compile(
        rf"^[ ]*(?:{words}[ ]*:?[ ]*(?:{clock}[ ]*[-,|]?[ ]*)?(?:{days}[ ]*,[ ]*)?(?:ngày[ ]+)?{named}"
        rf"|(?:{days}[ ]*,[ ]*)?(?:{clock}[ ]*[-,|]?[ ]*)?(?:ngày[ ]+)?{day}"
        rf"[ ]*(?:[-,|]?[ ]*{clock})?[ ]*(?:\(?GMT\+7\)?)?[ ]*$)",
        re.IGNORECASE | re.MULTILINE,
    )


def _posted_on(view: str) -> date | None:
    match = _posting().search(view)
    if match is None:
        return None
    found = dates.date_at(view, match.start("named") if match["named"] else match.start("day"))
    return found.on if found else None
