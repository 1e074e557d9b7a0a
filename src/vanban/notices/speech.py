"""Find acts of speech: who tells others what to do, by which verb, and where what they say begins.

The subject stands right before the verb ("Bí thư Tỉnh ủy <name> yêu cầu", "Đồng chí lưu ý", "Ban Thường vụ đề nghị"),
or the verb goes on with the subject of its sentence ("..., đồng thời đề nghị"), or it opens the sentence ("Đề nghị các
...") and whoever spoke last goes on, in a dispatch its issuer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.notices.groups import group_end
from vanban.notices.people import Mention, mentions_in
from vanban.notices.sentences import Shields, Stretch
from vanban.patterns import late
from vanban.text import squeeze

_BOUNDARY = late(r"[,;:]\s+|\s{1,30}-\s+|(?<!\w)(?:đồng thời|theo đó|sau đó|tại đây)\s+", re.IGNORECASE)
_GOES_ON = late(r"(?:[,;]|(?<!\w)(?:và|đồng thời|cùng với đó|bên cạnh đó))\s*(?:,\s*)?\Z", re.IGNORECASE)
_ANAPHOR = late(
    r"(?:các\s+)?(?:đồng\s+chí|đ/c|ông|bà)(?:\s+(?P<rest>\w[^,;:.]{1,80}))?\Z|người\s+đứng\s+đầu\s+\S+\s+\S+\Z",
    re.IGNORECASE,
)
_ACCORDING = late(r"Theo\s+(?P<who>[^,;:.]{2,90}?)\s*,\s+(?!đó)")
_WHEN = late(r"(?:Trong|Sau|Ngay|Để|Từ|Đối với|Về|Trước|Thời gian|Tới đây|Nếu)\s[^.;:]{2,90}\Z")
_DID = late(r"\s+đã\s+chỉ\s+đạo(?!\w)")
_SIGHT, _WINDOWS = 240, 5


@dataclass(frozen=True, slots=True)
class Speech:
    """Who directs (None when nobody is named), where the verb stands and where what is directed begins."""

    by: str | None
    opened: int
    start: int
    is_weak: bool


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return vocabulary("notices")["speech"]  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def verb_of_speech() -> re.Pattern[str]:
    """Match a verb by which somebody directs, weak ones too."""
    words = alternation([*_table()["strong"], *_table()["weak"]])
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _noun_around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"(?<!\w){alternation(_table()['nouns_after'])}[\s,]+\Z", re.IGNORECASE)
    after = re.compile(rf"\s+{alternation(_table()['nouns_before'])}(?!\w)|\s*,\s*(?:nhiệm\s+vụ|kiến\s+nghị)")
    return before, after


@lru_cache(maxsize=1)
def _light() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,]|(?<!\w){alternation(_table()['light'])}(?!\w))*\Z", re.IGNORECASE)


@lru_cache(maxsize=1)
def _duty() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:cần|phải|có trách nhiệm)\s")


@lru_cache(maxsize=1)
def _listener() -> re.Pattern[str]:
    return re.compile(rf"(?:các\s+|nhiều\s+)?{alternation(_table()['listeners'])}(?!\w)", re.IGNORECASE)


def is_weak(word: str) -> bool:
    """Say whether a verb only directs together with an obligation."""
    return " ".join(word.lower().split()) in _table()["weak"]


class Speakers:
    """Know the people of a report and who spoke last, and find the act of speech in a sentence."""

    def __init__(self, text: str, view: str, mentions: list[Mention], issuer: str | None) -> None:
        self._text, self._view, self._mentions, self._issuer = text, view, mentions, issuer
        self._names = {one.name.split()[-1].lower(): one.name for one in mentions}
        self._posts = {" ".join(post.lower().split()): one.name for one in reversed(mentions) for post in one.posts}
        self.last: str | None = issuer

    def speech_in(self, sentence: Stretch, *, goes_on: bool) -> Speech | None:
        """Return the first act of speech of a sentence; `goes_on` when one of the paragraph went before."""
        according = _ACCORDING.match(self._view, sentence.start, sentence.end)
        if according:
            by = self._named(according["who"])
            if by:
                self.last = by
                return Speech(by, sentence.start, according.end(), is_weak=True)
        weak: Speech | None = None
        shields = Shields(self._view, sentence)
        for verb in verb_of_speech().finditer(self._view, sentence.start, sentence.end):
            if shields.hold(verb.start()) or self._is_noun(verb, sentence):
                continue
            if (weak or goes_on) and _duty().search(self._view, weak.start if weak else sentence.start, verb.start()):
                break
            known, by = self._subject(sentence, verb.start(), goes_on=goes_on)
            if known:
                self.last = by or self.last
                said = Speech(by, verb.start(), verb.end(), is_weak(verb[0]))
                if not said.is_weak:
                    return said
                weak = weak or said
        return weak

    def _is_narrow(self, verb: int) -> bool:
        match = verb_of_speech().match(self._view, verb)
        return match is not None and " ".join(match[0].lower().split()) in _table()["narrow"]

    def _is_noun(self, verb: re.Match[str], sentence: Stretch) -> bool:
        before, after = _noun_around()
        word = " ".join(verb[0].lower().split())
        if word in _table()["narrow"]:
            start = verb.end() + len(self._view[verb.end() : verb.end() + 1])
            if group_end(self._view, start, sentence.end) == start and not re.match(
                r"\s+(?:trực tiếp\s+)?(?:đến|cho|:)", self._view[verb.end() : verb.end() + 20]
            ):
                return True
        behind = before.search(self._view, max(sentence.start, verb.start() - 24), verb.start())
        if behind and not self._ends_name(verb.start()):
            return True
        return bool(after.match(self._view, verb.end(), sentence.end))

    def _ends_name(self, verb: int) -> bool:
        """Say whether a person's name stands right before a verb, whatever its last syllable means elsewhere."""
        before = mentions_in(self._mentions, verb - _SIGHT, verb)
        return bool(before) and not self._view[before[-1].span[1] : verb].strip()

    def _subject(self, sentence: Stretch, verb: int, *, goes_on: bool) -> tuple[bool, str | None]:
        """Return whether somebody directs here, and who."""
        low = max(sentence.start, verb - _SIGHT)
        near = [one for one in mentions_in(self._mentions, sentence.start, verb) if one.region[1] <= verb]
        if near and _light().match(self._view, near[-1].region[1], verb):
            return True, near[-1].name
        light = self._without_light(low, verb)
        for start in self._windows(sentence, low, light):
            words = squeeze(self._text[start:light])
            by = self._named(words)
            if by:
                return True, by
            if words and group_end(self._view, start, light) == light:
                told = _DID.match(self._view, light)  # a report of what was done
                return not told and not _listener().match(words), words
        if not self._view[sentence.start : light].strip(' ,:-"“') or _opens(self._view[sentence.start : verb]):
            return True, self._spoke_before(sentence.start) or self.last
        goes = _GOES_ON.search(self._view, low, verb)
        if goes and not (self._is_narrow(verb) and goes[0].strip() in (",", "và")):
            return self._main_subject(sentence, verb, near, goes_on=goes_on)
        return False, None

    def _spoke_before(self, start: int) -> str | None:
        """Return whom the sentence before, in the same paragraph, speaks of."""
        low = self._view.rfind("\n", 0, start) + 1
        before = mentions_in(self._mentions, low, start)
        return before[-1].name if before else None

    def _main_subject(
        self, sentence: Stretch, verb: int, near: list[Mention], *, goes_on: bool
    ) -> tuple[bool, str | None]:
        """Return the subject of the sentence a further verb belongs to."""
        if near:
            return True, near[0].name
        for start in self._windows(sentence, sentence.start, verb):
            end = group_end(self._view, start, verb)
            words = squeeze(self._text[start:end])
            if end > start and not _listener().match(words):
                return True, self._named(words) or words
        return goes_on or self._issuer is not None or bool(_WHEN.match(self._view, sentence.start, verb)), self.last

    def _without_light(self, low: int, verb: int) -> int:
        """Return where the words before the verb end when its light adverbs are taken away."""
        end = verb
        while end > low:
            word = re.search(r"[\w/]+(?=[\s,]*\Z)", self._view[max(low, end - 16) : end])
            if word is None or word[0].lower() not in _table()["light"]:
                break
            end = max(low, end - 16) + word.start()
        while end > low and self._view[end - 1] in " ,:":
            end -= 1
        return end

    def _windows(self, sentence: Stretch, low: int, end: int) -> list[int]:
        """Return where the subject may begin: at the sentence's start and behind the last few commas."""
        starts = [sentence.start] if low == sentence.start else []
        starts += [match.end() for match in _BOUNDARY.finditer(self._view, low, end)][-_WINDOWS:]
        return starts

    def _named(self, words: str) -> str | None:
        """Return whom "đồng chí", "đồng chí Hưng" or "Bí thư Tỉnh ủy" stand for, None when for nobody."""
        post = self._posts.get(words.lower())
        if post:
            return post
        anaphor = _ANAPHOR.match(words)
        if anaphor is None:
            return None
        rest = anaphor["rest"]
        if rest is None:
            return self.last or self._first()
        return self._posts.get(rest.lower()) or self._names.get(rest.lower()) or self._by_part(rest.lower())

    def _by_part(self, rest: str) -> str | None:
        return next(
            (name for post, name in self._posts.items() if post.startswith(rest) or rest.startswith(post)), None
        )

    def _first(self) -> str | None:
        return self._mentions[0].name if self._mentions else None


def _opens(words: str) -> bool:
    """Say whether nothing but connectors stand before a verb: "Đồng thời, đề nghị ..."."""
    connectors = alternation(_table()["connectors"])
    return re.fullmatch(rf"(?:[\s,:\d.)+–-]|{connectors}(?!\w))*", words, re.IGNORECASE) is not None
