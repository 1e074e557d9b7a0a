"""Find what is to be done: one instruction per clause with a verb of its own, in the words of the one who directs.

After an act of speech every clause is read as [connectors] [those who must act] [obligation] [what to do]; who must
act holds for the clauses that follow, until others are named. A list behind a colon, and the numbered demands of a
dispatch, go on in the paragraphs below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.noticed import Instruction
from vanban.notices.dispatch import Dispatch
from vanban.notices.groups import group_end, names_things, verbs
from vanban.notices.people import Mention
from vanban.notices.sentences import Paragraph, Stretch, split_at, trimmed
from vanban.notices.speech import Speakers, Speech
from vanban.patterns import late
from vanban.text import squeeze

_SEMICOLON = late(r"\s{0,30};\s*")
_COMMA = late(r"\s{0,30},\s*|\s{1,30}(?=và\s)")
_ITEM = late(r"(?:[-+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))\s+")
_NUMBERED = late(r"\d{1,2}(?:\.\d{1,2})*[.)]")
_ITEM_WORDS = late(
    r"(?:nhiệm\s+vụ\s+)?(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ\s+\w+)(?:\s+là)?\s*[,:]\s*", re.IGNORECASE
)
_SPECIALLY = late(r"\s*,?\s*(?:nhất là|đặc biệt là|trước hết là|trong đó có|mà trước hết là)\s+", re.IGNORECASE)
_TIME = late(
    r"(?:(?:ngay\s+)?(?:sau|trong|từ|đến|trước|tại|để|trên|đối\s+với|căn\s+cứ|nếu|khi|cùng\s+với|song\s+song|bên\s+cạnh)"
    r"|ngay)\s[^,;:]{2,140},\s*",
    re.IGNORECASE,
)
_TOO = late(r"\s*(?:,?\s*(?:cũng|đều|thì|sẽ|trực\s+tiếp)(?!\w))*[\s,:]*", re.IGNORECASE)
_WHERE_SO = late(r"[^,;:]{0,40}?\snào\s[^,;:]{2,120}?\s+thì\s+", re.IGNORECASE)
_AGAIN = late(
    r"(?:và\s+)?(?:đề\s+nghị|yêu\s+cầu|lưu\s+ý|nhắc\s+nhở|kêu\s+gọi|giao\s+(?:nhiệm\s+vụ\s+)?(?:cho\s+)?)\s*",
    re.IGNORECASE,
)
_STATES = late(
    r"\s*(?:là|được|bị|đã|đang|vừa|của|này|đó|có|rất|gồm|về|với|theo|như|nêu|trên)(?!\w)(?!\s+(?:trách\s+nhiệm|nhiệm\s+vụ))",
    re.IGNORECASE,
)
_NOUN_BEFORE = late(
    r"(?<!\w)(?:các|của|ban|công\s+tác|về|những|việc|cơ\s+quan|nội\s+dung|tình\s+hình|kết\s+quả|trong|sự|từ|năng\s+lực)\s*\Z",
    re.IGNORECASE,
)
_TASKS = late(
    r"(?:[IVX\d]+[.)-]?\s*)?(?:tổ\s+chức\s+thực\s+hiện|phân\s+công\s+(?:nhiệm\s+vụ|thực\s+hiện)|trách\s+nhiệm\s+thực\s+hiện"
    r"|nhiệm\s+vụ(?:\s*,\s*giải\s+pháp)?|nội\s+dung\s+thực\s+hiện)\s*:?\Z",
    re.IGNORECASE,
)
_HEADING = late(r"(?:[IVX]{1,4}|[A-ZĐ])\s?[.)-]|Nơi nhận|T/?M\.?\s|KT\.\s|TL\.\s|Q\.\s")
_FARTHEST = 160


@dataclass(frozen=True, slots=True)
class _Core:
    """What a clause says: those newly named who must act, and where what they must do begins, None for nothing."""

    to: tuple[str, ...]
    start: int | None


@lru_cache(maxsize=1)
def _obligation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['speech']['obligations'])}\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _further() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("notices")["directives"]["openers"]) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _connector() -> re.Pattern[str]:
    words = alternation(vocabulary("notices")["speech"]["connectors"])
    return re.compile(
        rf"(?:{words}(?!\w)(?!\s+hóa(?!\w))\s*[,:]?\s*|[-+•*,:]\s*|\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+|[a-zđ]\)\s+)+",
        re.IGNORECASE,
    )


def find_instructions(
    text: str,
    view: str,
    paragraphs: tuple[Paragraph, ...],
    mentions: list[Mention],
    dispatch: Dispatch | None = None,
) -> tuple[Instruction, ...]:
    """Return the instructions of a report in order; in a dispatch its issuer directs."""
    speakers = Speakers(text, view, mentions, dispatch.issuer if dispatch else None)
    reader = _Reader(text, view, speakers, dispatch is not None)
    for paragraph in paragraphs:
        reader.read(paragraph)
    return tuple(reader.found)


class _Reader:
    """Walk over paragraphs and remember who speaks to whom, for lists that follow a colon."""

    def __init__(self, text: str, view: str, speakers: Speakers, is_dispatch: bool) -> None:
        self._text, self._view, self._speakers, self._is_dispatch = text, view, speakers, is_dispatch
        self.found: list[Instruction] = []
        self._list: Speech | None = None
        self._list_to: tuple[str, ...] = ()
        self._to: tuple[str, ...] = ()
        self._waiting: tuple[str, ...] = ()
        self._said: Speech | None = None
        self._nested = self._directed = False

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph: an item of an open list, or sentences of its own."""
        words = paragraph.of(self._view)
        if self._is_dispatch and _TASKS.match(words):
            self._list, self._list_to = Speech(self._speakers.last, paragraph.start, paragraph.end, is_weak=False), ()
            return
        if _HEADING.match(words):
            self._list = None
            return
        listed = self._list is not None and self._is_item(paragraph)
        speech = self._list if listed else None
        if listed:
            self._to = self._list_to if self._restarts(paragraph) else self._to
        else:
            self._list = None
        if speech is None and self._goes_on(paragraph, words):
            speech = self._said
        number = len(self.found)
        for sentence in paragraph.sentences:
            speech = self._sentence(sentence, speech, listed=listed)
        self._said = speech or self._said
        self._directed = len(self.found) > number
        if listed and self._list is None:
            self._list = speech
        if listed and self._waiting:
            self._to, self._waiting, self._nested = self._waiting, (), True

    def _goes_on(self, paragraph: Paragraph, words: str) -> bool:
        """Say whether a paragraph directs on: in a dispatch, or where it opens with a directive."""
        if self._is_dispatch:
            return bool(self.found)
        return self._directed and len(paragraph.sentences) > 0 and _further().match(words) is not None

    def _restarts(self, paragraph: Stretch) -> bool:
        """Say whether an item is told to all of the list again; the letters below a number are told to its body."""
        return re.match(r"[a-zđ]\)|[-+]", self._view[paragraph.start : paragraph.start + 3]) is None or not self._nested

    def _is_item(self, paragraph: Stretch) -> bool:
        words = self._view[paragraph.start : paragraph.start + 40]
        return _ITEM.match(words) is not None or _ITEM_WORDS.match(words) is not None

    def _sentence(self, sentence: Stretch, speech: Speech | None, *, listed: bool) -> Speech | None:
        said = self._speakers.speech_in(sentence, goes_on=speech is not None)
        if said is not None and listed and said.opened > sentence.start + _FARTHEST // 4:
            said = None
        if said is None:
            if speech is not None:
                self._clauses(sentence, speech, opening=listed, first=listed)
            return speech
        self._to, self._waiting = () if said.by != (speech.by if speech else None) else self._to, ()
        number, start = len(self.found), said.start
        colon = self._view.find(":", said.start, sentence.end - 1) if said.is_weak else -1
        if colon >= 0:
            said, start = replace(said, is_weak=False), colon + 1
        self._clauses(Stretch(start, sentence.end), said, opening=colon < 0, first=True)
        if self._view[sentence.end - 1] == ":":
            self._list, self._list_to, self._nested = replace(said, is_weak=False), self._to, False
            return said
        return said if len(self.found) > number or not said.is_weak else speech

    def _clauses(self, stretch: Stretch, speech: Speech, *, opening: bool, first: bool) -> None:
        before = len(self.found)
        for index, clause in enumerate(split_at(self._view, stretch, _SEMICOLON)):
            eager = (opening and index == 0 and not speech.is_weak) or (index > 0 and len(self.found) > before)
            self._clause(clause, speech, eager=eager, first=first and index == 0)

    def _clause(self, clause: Stretch, speech: Speech, *, eager: bool, first: bool) -> None:
        core = self._core(clause, eager=eager, first=first, weak=speech.is_weak)
        if core.to:
            self._to = (*self._waiting, *core.to)
        if core.start is None:
            self._waiting = (*self._waiting, *core.to)
            return
        self._waiting = ()
        if self._view[clause.end - 1] == ":":
            return
        stretch = trimmed(self._view, core.start, clause.end, " ,.;:…/\n")
        if stretch.end - stretch.start > 3:
            found = _verbs(self._view, stretch)
            self.found.append(
                Instruction(speech.by, self._to, stretch.of(self._text), found, (stretch.start, stretch.end))
            )

    def _core(self, clause: Stretch, *, eager: bool, first: bool, weak: bool) -> _Core:
        """Read a clause; `eager` takes a verb that nobody listed, `weak` asks for an obligation at first."""
        start = self._begin(clause)
        group = group_end(self._view, start, clause.end)
        so = _WHERE_SO.match(self._view, start, clause.end)
        if so:
            return self._after_so(start, so, clause.end)
        verb = verbs().match(self._view, start, clause.end)
        if group > start and (verb is None or verb.end() < group):
            return self._after_group(start, group, clause, eager=eager, weak=weak and first)
        obliged = _obligation().match(self._view, start, clause.end)
        if obliged:
            return _Core((), start if verbs().match(self._view, start) else obliged.end())
        if verb:
            colon = self._view.find(":", clause.start, start) >= 0
            return _Core((), None if weak and first and not colon else start)
        return self._unnamed(start, clause.end, eager=eager, weak=weak and first)

    def _begin(self, clause: Stretch) -> int:
        """Return where a clause begins behind connectors, times and a further verb of speech."""
        start = clause.start
        for _ in range(4):
            while start < clause.end and self._view[start] in " ,:":
                start += 1
            at = start
            for pattern in (_ITEM_WORDS, _connector(), _TIME, _AGAIN):
                match = pattern.match(self._view, start, clause.end)
                if match and match.end() < clause.end:
                    start = match.end()
            if start == at:
                break
        return start

    def _after_so(self, start: int, so: re.Match[str], end: int) -> _Core:
        """Read "nơi nào ... thì [somebody] [phải] ..."."""
        group = group_end(self._view, so.end(), end)
        named = Stretch(so.end(), group) if group > so.end() else trimmed(self._view, start, so.end() - len("thì "))
        obliged = _obligation().match(self._view, *_skipped(self._view, max(group, so.end()), end))
        return _Core(
            self._named(named), obliged.end() if obliged else _skipped(self._view, max(group, so.end()), end)[0]
        )

    def _after_group(self, start: int, group: int, clause: Stretch, *, eager: bool, weak: bool) -> _Core:
        names = self._named(Stretch(start, group))
        special = _SPECIALLY.match(self._view, group, clause.end)
        if special:
            group = group_end(self._view, special.end(), clause.end)
            names = (*names, *self._named(Stretch(special.end(), group)))
        at, end = _skipped(self._view, group, clause.end)
        if at >= end - 1:
            return _Core(names, None)
        again = _AGAIN.match(self._view, at, end)
        if again and self._view[at : at + 2].lower() == "và":
            return self._core(Stretch(again.end(), end), eager=True, first=False, weak=False)
        obliged = _obligation().match(self._view, at, end)
        if obliged:
            return _Core(names, at if verbs().match(self._view, at) else obliged.end())
        if weak:
            return self._later(names, at, end, must=True)
        if verbs().match(self._view, at, end):
            return _Core(names, at)
        return self._later(names, at, end, must=not eager)

    def _later(self, names: tuple[str, ...], at: int, end: int, *, must: bool) -> _Core:
        """Read on behind those who must act: to an obligation soon after, else to a verb, else right there."""
        limit = min(end, at + _FARTHEST // 2)
        obliged = _obligation().search(self._view, at, limit)
        if obliged and not re.search(r"[:]", self._view[at : obliged.start()]):
            return _Core(names, obliged.start() if verbs().match(self._view, obliged.start()) else obliged.end())
        if must or _STATES.match(self._view, at, end):
            return _Core((), None)
        verb = self._verb_in(at, limit)
        return _Core(names, at if verb is None else verb)

    def _verb_in(self, start: int, end: int) -> int | None:
        """Return the first verb in a verb's place: no comma or noun of a pair before it."""
        for match in verbs().finditer(self._view, start, end):
            before = self._view[max(start, match.start() - 24) : match.start()]
            if "," in self._view[start : match.start()]:
                return None
            if not _NOUN_BEFORE.search(before) and not match[0][0].isupper():
                return match.start()
        return None

    def _unnamed(self, start: int, end: int, *, eager: bool, weak: bool) -> _Core:
        """Read a clause that begins with neither a known group nor a known verb."""
        limit = min(end, start + _FARTHEST)
        obliged = _obligation().search(self._view, start, limit)
        verb = self._verb_in(start, limit)
        if obliged and (verb is None or obliged.start() <= verb):
            named = self._named(Stretch(start, obliged.start()))
            return _Core((), None) if names_things(named[0] if named else "") else _Core(named, obliged.end())
        if weak or not eager or _STATES.match(self._view, start, end) or self._view[end - 1] == ":":
            return _Core((), None)
        return _Core((), start)

    def _named(self, stretch: Stretch) -> tuple[str, ...]:
        clean = trimmed(self._view, stretch.start, stretch.end, " ,:-\n")
        words = squeeze(clean.of(self._text))
        return (words,) if len(words) > 1 else ()


def _skipped(view: str, start: int, end: int) -> tuple[int, int]:
    match = _TOO.match(view, start, end)
    return (match.end() if match else start), end


@lru_cache(maxsize=1)
def _colouring() -> frozenset[str]:
    return frozenset(vocabulary("notices")["directives"]["adverbs"])


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(vocabulary("notices")["directives"]["nouns"])


def _verbs(view: str, core: Stretch) -> tuple[str, ...]:
    """Return the directive verbs that begin the clause and its further parts, each once."""
    found: list[str] = []
    for part in split_at(view, core, _COMMA):
        connector = _connector().match(view, part.start, part.end)
        match = verbs().match(view, connector.end() if connector else part.start, part.end)
        word = " ".join(match["verb"].lower().split()) if match else None
        if match is None or word is None or word in found or (found and word in _nouns()):
            continue
        found.append(word)
        following = verbs().match(view, match.end() + 1, part.end) if word in _colouring() else None
        if following:
            found.append(" ".join(following["verb"].lower().split()))
    return tuple(found)
