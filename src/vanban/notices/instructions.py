"""Find what is to be done: one instruction per clause with a verb of its own, in the words of the one who directs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import Instruction
from vanban.notices.people import Mention, mentions_in
from vanban.notices.sentences import Stretch, paragraphs, quoted, sentences, split_at, trimmed, within
from vanban.text import squeeze

_SEMICOLON = re.compile(r"\s*;\s*")
_ITEM = re.compile(r"(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s+")
_ITEM_WORDS = re.compile(r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ\s+\w+)(?:\s+là)?\s*[,:]", re.IGNORECASE)
_SPECIALLY = re.compile(r"\s*,?\s*(?:nhất là|đặc biệt là|trước hết là|trong đó có)\s+")
_FARTHEST_SUBJECT = 160
_BEFORE_NOUN = re.compile(r"(?<!\w)(?:và|các|của|ban|công tác|về|những|việc)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speech:
    """Who directs, and where what they direct begins."""

    by: str | None
    start: int
    opened: int


@lru_cache(maxsize=1)
def _speech() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['speech']['verbs'])}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['directives']['verbs'])}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _obligation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(vocabulary('notices')['speech']['obligations'])}\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _connector() -> re.Pattern[str]:
    words = alternation(vocabulary("notices")["speech"]["connectors"])
    return re.compile(rf"(?:{words}(?!\w)\s*[,:]?\s*|[-+•*–,:]\s*|\d{{1,2}}[.)]\s+)+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    heads = alternation(vocabulary("notices")["organisers"]["heads"])
    return re.compile(rf"(?<!\w)(?:{heads})(?!\w)[^,;.:“”]{{0,70}}?(?=\s*(?:,|đã|cũng|\Z))")


def find_instructions(text: str, view: str, mentions: list[Mention]) -> tuple[Instruction, ...]:
    """Return the instructions of a report in order."""
    reader = _Reader(text, view, mentions)
    for paragraph in paragraphs(view):
        reader.read(paragraph)
    return tuple(reader.found)


class _Reader:
    """Walk over paragraphs and remember who speaks, for lists that follow a colon."""

    def __init__(self, text: str, view: str, mentions: list[Mention]) -> None:
        self.text, self.view, self.mentions = text, view, mentions
        self.found: list[Instruction] = []
        self.open_list: Speech | None = None
        self.list_to: tuple[str, ...] = ()
        self.to: tuple[str, ...] = ()
        self.last_speaker: str | None = None

    def read(self, paragraph: Stretch) -> None:
        speech: Speech | None = None
        listed = self.open_list is not None and self._is_item(paragraph)
        if listed:
            speech, self.to = self.open_list, self.list_to
        else:
            self.open_list = None
        for sentence in sentences(self.view, paragraph):
            said = self._speech_in(sentence)
            if said is not None:
                speech, self.to = said, ()
                self._clauses(Stretch(said.start, sentence.end), speech, first=True)
                if self.view[sentence.start : sentence.end].rstrip().endswith(":"):
                    self.open_list, self.list_to = said, self.to
            elif speech is not None:
                self._clauses(sentence, speech, first=False)
        if listed:
            self.open_list = speech

    def _is_item(self, paragraph: Stretch) -> bool:
        words = self.view[paragraph.start : paragraph.start + 40]
        return _ITEM.match(words) is not None or _ITEM_WORDS.match(words) is not None

    def _speech_in(self, sentence: Stretch) -> Speech | None:
        shields = quoted(self.view, sentence)
        for match in _speech().finditer(self.view, sentence.start, sentence.end):
            if within(shields, match.start()):
                continue
            by = self._subject(sentence, match.start())
            if self.open_list is not None and by not in {one.name for one in self.mentions}:
                continue
            if by is None:
                continue
            self.last_speaker = by
            if not self._directs(match, sentence.end):
                continue
            return Speech(by, match.end(), match.start())
        return None

    def _subject(self, sentence: Stretch, verb: int) -> str | None:
        """Return who stands before the verb: the nearest person, "đồng chí" for the last speaker, else a body."""
        near = [one for one in mentions_in(self.mentions, sentence.start, verb) if one.region[1] <= verb + 1]
        if near and verb - near[-1].region[1] < _FARTHEST_SUBJECT:
            return near[-1].name
        words = self.view[sentence.start : verb].rstrip(" ,")
        if re.search(
            r"(?:đồng chí|ông|bà|đồng chí (?:Phó )?(?:Bí thư|Chủ tịch)[^,.;]{0,40})\s*(?:cũng|còn|đã|đồng thời)?\Z",
            words,
            re.IGNORECASE,
        ):
            return self._by_post(words) or self.last_speaker or self._named_before(sentence.start)
        end = sentence.start + len(words)
        bodies = [match[0].strip() for match in _bodies().finditer(self.view, sentence.start, end)]
        return squeeze(bodies[-1]) if bodies and verb - sentence.start < 2 * _FARTHEST_SUBJECT else None

    def _named_before(self, offset: int) -> str | None:
        before = mentions_in(self.mentions, 0, offset)
        return before[-1].name if before else None

    def _by_post(self, words: str) -> str | None:
        tail = squeeze(words[-60:])
        return next((one.name for one in self.mentions for post in one.posts if tail.endswith(post)), None)

    def _directs(self, match: re.Match[str], end: int) -> bool:
        """Say whether a directive follows; weak verbs ("nhấn mạnh") need an obligation or a verb right after them."""
        after = self.view[match.end() : end]
        if after.strip() in (":", "") or not (_verb().search(after) or _obligation().search(after)):
            return after.strip() == ":"
        weak = match[0].lower() in vocabulary("notices")["speech"]["weak"]
        return not weak or _obligation().search(after) is not None

    def _clauses(self, stretch: Stretch, speech: Speech, *, first: bool) -> None:
        for index, clause in enumerate(split_at(self.view, stretch, _SEMICOLON)):
            core = self._core(clause, speech, opening=first and index == 0)
            if core is not None:
                verbs = self._verbs(core)
                self.found.append(Instruction(speech.by, self.to, core.of(self.text), verbs, (core.start, core.end)))

    def _core(self, clause: Stretch, speech: Speech, *, opening: bool) -> Stretch | None:
        """Return the clause from its first directive verb on; an addressee before it holds for the next ones too."""
        start = self._after_connectors(clause.start, clause.end)
        verb = _verb().match(self.view, start, clause.end)
        obliged = _obligation().match(self.view, start, clause.end)
        if not verb and not obliged:
            start = self._after_addressee(start, clause.end, opening=opening)
            if start < 0:
                return None
        elif obliged and not verb:
            start = obliged.end()
        if self.view[clause.end - 1] == ":":
            # "tập trung một số nhiệm vụ sau:" only opens the list; its items are the instructions.
            return None
        core = trimmed(self.view, start, clause.end, " ,.;:…\n")
        return core if core.end - core.start > 3 else None

    def _after_connectors(self, start: int, end: int) -> int:
        while start < end and self.view[start] in " ,:":
            start += 1
        match = _connector().match(self.view, start, end)
        return match.end() if match else start

    def _after_addressee(self, start: int, end: int, *, opening: bool) -> int:
        """Return where the verb after the addressee begins, -1 when the clause directs nobody."""
        obliged = _obligation().search(self.view, start, end)
        verb = self._verb_after_name(start, end)
        if obliged and (verb is None or obliged.start() < verb):
            stop, begin = obliged.start(), self._after_obligation(obliged)
        elif verb is not None and (opening or verb - start < _FARTHEST_SUBJECT):
            stop = begin = verb
        else:
            return -1
        names = [trimmed(self.view, low, high, " ,:") for low, high in self._addressees(start, stop)]
        kept = tuple(squeeze(name.of(self.text)) for name in names if name.end - name.start > 1)
        if not opening and not all(_noun_like(name) for name in kept):
            return -1
        self.to = kept or self.to
        return begin

    def _after_obligation(self, obliged: re.Match[str]) -> int:
        """Return where the clause begins: behind the words of duty, unless they are the verb themselves."""
        return obliged.start() if _verb().match(self.view, obliged.start()) else obliged.end()

    def _verb_after_name(self, start: int, end: int) -> int | None:
        """Return the first verb behind an addressee; behind a comma or "các" it is a noun, unless it colours a verb."""
        adverbs = vocabulary("notices")["directives"]["adverbs"]
        for match in _verb().finditer(self.view, start, end):
            before = self.view[start : match.start()][-24:]
            comma = before.rstrip().endswith(",") and " ".join(match[0].lower().split()) not in adverbs
            if before.strip() and not comma and not _BEFORE_NOUN.search(before) and not match[0][0].isupper():
                return match.start()
        return None

    def _addressees(self, start: int, stop: int) -> list[tuple[int, int]]:
        special = _SPECIALLY.search(self.view, start, stop)
        return [(start, special.start()), (special.end(), stop)] if special else [(start, stop)]

    def _verbs(self, core: Stretch) -> tuple[str, ...]:
        """Return the directive verbs that begin the clause and its further parts, each once."""
        found: list[str] = []
        for part in split_at(self.view, core, re.compile(r"\s*,\s*|\s+(?=và\s)")):
            start = self._after_connectors(part.start, part.end)
            match = _verb().match(self.view, start, part.end)
            word = " ".join(match[0].lower().split()) if match else None
            noun = bool(found) and word in vocabulary("notices")["directives"]["nouns"]
            if word and word not in found and not noun:
                found.extend([word, *self._coloured(word, match, part.end)])
        return tuple(found)

    def _coloured(self, word: str, match: re.Match[str] | None, end: int) -> list[str]:
        """Return the verb after one that only colours it: "khẩn trương xây dựng"."""
        if match is None or word not in vocabulary("notices")["directives"]["adverbs"]:
            return []
        following = _verb().match(self.view, match.end() + 1, end)
        return [" ".join(following[0].lower().split())] if following else []


def _noun_like(words: str) -> bool:
    heads = vocabulary("notices")["audience"]["nouns"] + vocabulary("notices")["organisers"]["heads"]
    start = re.sub(r"^(?:các|những|mỗi|từng|toàn thể|đối với|giao|đề nghị|yêu cầu)\s+", "", words, flags=re.IGNORECASE)
    return re.match(alternation(heads) + r"(?!\w)", start, re.IGNORECASE) is not None
