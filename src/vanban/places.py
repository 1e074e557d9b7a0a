"""Read the places inside a document: "điểm a, b khoản 2 Điều 5", "từ Điều 12 đến Điều 40", "Mục 2 Chương III".

A run is a row of units ("khoản 1, 2", "Điều 5", "Chương II"). Units climb ("điểm a khoản 2 Điều 5") or, after an
article, go down ("Điều 5 khoản 2"); "và", ";" or a unit of no higher rank begins a new chain, and a chain that does not
say its article takes that of the next one beside it: "điểm a khoản 1, điểm d khoản 2 Điều 5".

Source of the units: Luật Ban hành văn bản quy phạm pháp luật (phần, chương, mục, tiểu mục, điều, khoản, điểm).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from vanban.model import Span
from vanban.numbers import roman
from vanban.patterns import late

THIS = "này"
# Between two words: at most one line end, so that a place never goes on in another paragraph.
S = r"(?:[ ]{1,30}(?:\n[ ]{0,30})?|\n[ ]{0,30})"
_NUM = r"\d{1,3}(?:\.\d{1,2})*[A-Za-zđĐ]{0,2}"
_LETTER = r"(?:aa|bb|cc|dd|[a-zđ])\d{0,2}(?:\.\d{1,2})?"
_DIGITS = r"\d{1,2}(?:\.\d{1,2})*"
_ROMAN = r"(?:[IVXLC]{1,7}|\d{1,2}[a-z]?|[A-Z])"
_END = rf"(?![\w/%]|[.]\d|{S}(?:tỷ|triệu|nghìn|ngàn|đồng|phần\străm)(?!\w))"
# Behind a comma a number may count something instead: "theo Điều 5, 10 ngày sau".
_STILL = rf"(?!{S}(?:ngày|tháng|năm|giờ|phút|người|lần|tuổi|trường|đơn|bản|bộ|hộ|xã|mét)(?!\w))"
_AND = rf"(?:(?:{S})?[,;](?:{S})?(?:(?:và|hoặc){S})?|{S}(?:và|hoặc|và/hoặc){S})"
_TO = rf"(?:{S}đến{S}|[ ]?-[ ]?)"
_MOST_ITEMS = 60
_MOST_UNITS = 200
_MOST_TARGETS = 400
_SHORT, _COMMON = 16, 64  # "khoản 2", "điểm a khoản 2 Điều 5": what comes again and again


def _list(item: str, words: str) -> str:
    """Match a list of items; only behind "đến" may the kind's word stand again, elsewhere it begins another unit."""
    return rf"{item}{_END}(?:(?:{_AND}|{_TO}(?:(?:{words}){S})?){item}{_END}{_STILL}){{0,{_MOST_ITEMS}}}"


_KINDS = {
    "point": "[đĐ]i[ểềế]m|ĐIỂM",
    "lost": rf"[kK]hoản(?={S}[đĐ]iều{S}\d)",
    "clause": "[kK]ho[ảàã]n|KHOẢN",
    "article": "[đĐ]i[ềêểế]u|ĐIỀU",
    "subsection": rf"[Tt]iểu{S}mục",
    "section": "mục|Mục|MỤC",
    "chapter": "chương|Chương|CHƯƠNG",
    "part": "phần|Phần|PHẦN",
}
_KIND = late("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()))


def _numbered(kind: str, *items: str) -> str:
    """Match what follows a kind's word: its numbers, or "này"."""
    lists = "|".join(_list(item, _KINDS[kind]) for item in items)
    return rf"{S}(?:từ{S})?(?:{lists}|{THIS}(?!\w))"


_ROWS = {
    "lost": "",
    "point": _numbered("point", _LETTER, _DIGITS),
    "clause": _numbered("clause", _NUM),
    "article": _numbered("article", _NUM),
    "subsection": _numbered("subsection", _ROMAN),
    "section": _numbered("section", _ROMAN),
    "chapter": _numbered("chapter", _ROMAN),
    "part": rf"{S}(?:(?:thứ|THỨ){S}\w+|{_list(_ROMAN, 'phần|Phần')}|{THIS}(?!\w))",
}
_NUMBERED = {kind: late(row) for kind, row in _ROWS.items()}
FIRST = frozenset("ĐđKkMmCcPpTt")  # what the words for places begin with
_WORD = late(r"\w+")
_RANK = {
    "point": 1,
    "clause": 2,
    "article": 3,
    "subsection": 4,
    "section": 5,
    "chapter": 6,
    "part": 7,
}
_HELD = ("part", "chapter", "section", "article", "clause", "point")
_JOIN = (
    rf"(?:(?:{S})?(?P<sign>[,;])(?:{S})?|{S})(?P<and>(?:và/hoặc|và|hoặc|với){S}(?:(?:bổ{S}sung|sửa{S}đổi(?:,{S}bổ{S}sung)?|bãi{S}bỏ){S})?)?"
    rf"(?:(?:của|thuộc|tại|trong|ban{S}hành{S}(?:kèm{S})?theo|kèm{S}theo){S})?(?:(?:các|những|cả|từ){S})*"
)
_JOINT = late(_JOIN)
# A whole run at once: nothing in it is ever tried a second way, as it may end behind every unit.
_RUN = late(
    rf"(?:(?P<last>{'|'.join(f'(?:{words}){_ROWS[kind]}' for kind, words in _KINDS.items())})(?:{_JOIN})?)"
    rf"{{1,{_MOST_UNITS}}}"
)


class Place(NamedTuple):
    """One place inside a document; what is not said is None, and `THIS` stands for "này"."""

    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None

    @property
    def is_bare_section(self) -> bool:
        """Say whether it names nothing but a section, for which a citation has no field."""
        return self.section is not None and not (self.part or self.chapter or self.article or self.clause or self.point)

    @property
    def is_deictic(self) -> bool:
        """Say whether it points at where the words stand: "khoản 2 Điều này"."""
        return THIS in self


class Part(NamedTuple):
    """Places that share an article, and their words; `is_deictic` when they point at where they stand."""

    targets: tuple[Place, ...]
    is_deictic: bool
    start: int
    end: int


class Run(NamedTuple):
    """The places named in one go, in their order, and the kinds of its units."""

    parts: tuple[Part, ...]
    kinds: frozenset[str]
    start: int
    end: int


class _Unit(NamedTuple):
    """One kind, how high it stands, and its numbers; `joint` joins it to the one before: nothing, ",", ";" or "và"."""

    kind: str
    height: int
    numbers: tuple[str, ...]
    joint: str

    @property
    def breaks(self) -> bool:
        return self.joint in (";", "và")


class _Chain:
    """Units that make one place together, the ranks they reach, and what stands above them in the next chain."""

    __slots__ = ("above", "low", "top", "units")

    def __init__(self, units: Sequence[_Unit]) -> None:
        heights = [unit.height for unit in units]
        self.units, self.low, self.top = units, min(heights), max(heights)
        self.above: dict[str, tuple[str, ...]] = {}


class _Row(NamedTuple):
    """What becomes a part: its targets, and which of the units is its first and which its last."""

    targets: tuple[Place, ...]
    first: int
    last: int


def run_at(view: str, start: int) -> Run | None:
    """Read the places that begin at `start`, None when none do."""
    found = _RUN.match(view, start)
    if found is None:
        return None
    words = view[start : found.end("last")]
    run = _common_run(words) if len(words) <= _COMMON else _run_of(words)
    parts = [Part(targets, deictic, start + first, start + last) for targets, deictic, first, last in run.parts]
    return Run(tuple(parts), run.kinds, start, start + run.end)


@lru_cache(maxsize=4_096)
def _common_run(words: str) -> Run:
    return _run_of(words)


def _run_of(words: str) -> Run:
    """Read the places of a whole run, counted from its beginning."""
    found = _units(words, 0)
    units = tuple([unit for unit, _ in found])
    parts = [
        Part(targets, targets[-1].is_deictic, found[first][1][0], found[last][1][1])
        for targets, first, last in _rows(units)
    ]
    return Run(tuple(parts), frozenset([unit.kind for unit in units]), 0, found[-1][1][1])


def _units(view: str, position: int) -> list[tuple[_Unit, Span]]:
    """Return the units and where each stands."""
    found: list[tuple[_Unit, Span]] = []
    sign = ""
    while len(found) < _MOST_UNITS and (unit := _unit_at(view, position, sign)):
        found.append(unit)
        joint = _JOINT.match(view, unit[1][1])
        if not joint:
            break
        comma, conjunction = joint["sign"], joint["and"]
        sign = ";" if comma == ";" else "và" if conjunction else comma or ""
        position = joint.end()
    return found


def _unit_at(view: str, start: int, joint: str) -> tuple[_Unit, Span] | None:
    word = _KIND.match(view, start)
    if word is None:
        return None
    kind, end = word.lastgroup or "", word.end()
    if kind == "lost":  # a scan or a typing error may have lost the number of a clause: "điểm a khoản Điều 2"
        return _Unit("clause", _RANK["clause"], (), joint), (start, end)
    row = _NUMBERED[kind].match(view, end)
    if row is None:
        return None
    written = view[start : row.end()]
    numbers = _few_numbers(written, kind) if len(written) <= _SHORT else tuple(expand(written, kind))
    return _Unit(kind, _RANK[kind], numbers, joint), (start, row.end())


def _chains(units: Sequence[_Unit]) -> list[_Chain]:
    chains: list[_Chain] = []
    index = 0
    while index < len(units):
        chain = [units[index]]
        index += 1
        down = _descent(units, index)
        if down:
            chain += units[index : index + down]
            index += down
        else:
            while index < len(units) and units[index].height > chain[-1].height and not units[index].breaks:
                chain.append(units[index])
                index += 1
        chains.append(_Chain(chain))
    return chains


def _descent(units: Sequence[_Unit], index: int) -> int:
    """Count the units from `index` that go down from the one before, none if what follows shows them to be its own."""
    if units[index - 1].kind != "article":
        return 0
    end = index
    while end < len(units) and not units[end].breaks and units[end].height < units[end - 1].height:
        end += 1
    if end > index and _begins_another(units, index):
        return 0
    goes_up = end < len(units) and not units[end].breaks and units[end].height >= units[end - 1].height
    return 0 if goes_up else end - index


def _begins_another(units: Sequence[_Unit], index: int) -> bool:
    """Say whether the places behind a comma are of the article after them: "Điều 5, khoản 2 và khoản 3 Điều 6"."""
    after = next((unit for unit in units[index:] if unit.height >= _RANK["article"]), None)
    return units[index].joint == "," and after is not None and not after.joint


def _share(chains: list[_Chain]) -> None:
    """Give a chain what stands above it in the next one, when they lie side by side."""
    for chain, after in zip(chains[-2::-1], chains[:0:-1], strict=True):
        if after.low <= chain.top:
            known = after.above | {unit.kind: unit.numbers for unit in after.units}
            chain.above = {kind: numbers for kind, numbers in known.items() if _RANK[kind] > chain.top}


def _rows(units: Sequence[_Unit]) -> Iterator[_Row]:
    """Yield chains that share what stands above them together, and every other chain by itself."""
    chains = _chains(units)
    _share(chains)
    row: list[_Chain] = []
    first = end = 0
    for chain, after in zip(chains, [*chains[1:], None], strict=True):
        row.append(chain)
        end += len(chain.units)
        if not chain.above and not (after and _lists_articles(chain, after)):
            yield _Row(tuple(islice((place for one in row for place in _places(one)), _MOST_TARGETS)), first, end - 1)
            row, first = [], end


def _lists_articles(chain: _Chain, after: _Chain) -> bool:
    """Say whether two articles form a list: "Điều 5, Điều 6"; behind ";" each stands by itself."""
    if len(chain.units) > 1 or len(after.units) > 1 or not chain.units[0].kind == after.units[0].kind == "article":
        return False
    return after.units[0].joint != ";" and THIS not in (*chain.units[0].numbers, *after.units[0].numbers)


def _places(chain: _Chain) -> list[Place]:
    lists = chain.above | {unit.kind: unit.numbers for unit in chain.units}
    kinds = [kind for kind in _HELD if lists.get(kind)]
    combos = islice(product(*(lists[kind] for kind in kinds)), _MOST_TARGETS)
    return [_place(tuple(kinds), combo) for combo in combos]


@lru_cache(maxsize=4_096)
def _place(kinds: tuple[str, ...], numbers: tuple[str, ...]) -> Place:
    return Place(**dict(zip(kinds, numbers, strict=True)))


_ITEM = {
    "point": late(rf"\s{{0,30}}(?P<range>đến|-)?\s{{0,30}}(?:\w+\s{{1,30}})?(?<!\w)(?P<num>{_LETTER}|{_DIGITS}){_END}"),
    "part": late(
        rf"\s{{0,30}}(?P<range>đến|-)?\s{{0,30}}(?:[pP]hần\s{{1,30}})?(?<!\w)(?P<num>thứ\s{{1,30}}\w+|{_ROMAN}){_END}"
    ),
}
_ROMAN_ITEM = late(rf"\s{{0,30}}(?P<range>đến|-)?\s{{0,30}}(?:\w+\s{{1,30}})?(?<!\w)(?P<num>{_ROMAN}){_END}")
_NUM_ITEM = late(rf"\s{{0,30}}(?P<range>đến|-)?\s{{0,30}}(?:\w+\s{{1,30}})?(?<!\w)(?P<num>{_NUM}){_END}")


@lru_cache(maxsize=4_096)
def _few_numbers(written: str, kind: str) -> tuple[str, ...]:
    return tuple(expand(written, kind))


def expand(written: str, kind: str = "clause") -> list[str]:
    """Return the single numbers of a unit's words: "khoản 1, 2 và 4 đến 6" gives 1 2 4 5 6, "điểm a - c" a b c."""
    if written.endswith(THIS):
        return [THIS]
    numbers = kind in ("clause", "article")
    pattern = _ITEM.get(kind) or (_NUM_ITEM if numbers else _ROMAN_ITEM)
    first = _WORD.match(written)
    items: list[str] = []
    for match in pattern.finditer(written, first.end() if first else 0):
        num = " ".join(match["num"].split())
        num = num.lower() if numbers or kind == "point" else num
        if match["range"] and items:
            items.extend(_between(items[-1], num))
        items.append(num)
    return items[:_MOST_TARGETS]


_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST_TARGETS:
        return [str(number) for number in range(int(first) + 1, int(last))]
    if len(first) == len(last) == 1 and first in _ALPHABET and last in _ALPHABET:
        return list(_ALPHABET[_ALPHABET.index(first) + 1 : _ALPHABET.index(last)])
    low, high = roman(first) or 0, roman(last) or 0
    return list(_ROMANS[low : high - 1]) if 0 < low < high <= len(_ROMANS) else []
