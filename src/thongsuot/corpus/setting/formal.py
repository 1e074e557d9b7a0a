"""Write how a document and a place in it are cited in another paper, as the rules of drafting ask. Pure.

Legal basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6; Hướng dẫn 36-HD/VPTW (2018), mục II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.corpus.setting.pieces import Row
from vanban.lexicon import vocabulary

WORDS = {
    "point": "điểm",
    "clause": "khoản",
    "article": "Điều",
    "subsection": "Tiểu mục",
    "section": "Mục",
    "chapter": "Chương",
    "part": "Phần",
}
NAMED_BY_TITLE = ("luat", "bo-luat", "phap-lenh", "hien-phap")  # cited by type and name alone
PROPER = ("Đảng Cộng sản Việt Nam", "Việt Nam", "Hà Nội", "Hồ Chí Minh", "Mặt trận Tổ quốc", "Luật")
_OF_THE_PARTY = re.compile(r"(?<!\w)đảng(?! viên| bộ| ủy| đoàn| phí| tịch)(?!\w)")
_PARTY = re.compile(r"\d+[a-z]?-[A-ZĐ][A-Za-zĐđ]*/")
_ANNEX = re.compile(r"(phụ lục|mẫu|biểu)(?:\s+(số\s+)?((?=\w*[\dIVX])\w+))?", re.IGNORECASE)
_NOUN = re.compile(r"[A-ZĐ]\w*")


@dataclass(frozen=True, slots=True)
class Act:
    """What must be known of a document to cite it."""

    type_key: str
    type_label: str
    number: str
    issued_on: date | None
    issuer: str
    title: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The two forms: `full` for the first time a paper cites, `short` for every further time."""

    full: str
    short: str


def citation(act: Act, place: str = "") -> Citation:
    """Cite a document, or a place in it: "khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 …"."""
    lead = f"{place} " if place else ""
    if act.type_key in NAMED_BY_TITLE and act.title:
        name = f"{act.type_label} {_named(act)}"
        return Citation(lead + name, lead + (f"{act.type_label} số {act.number}" if act.number else name))
    short = f"{act.type_label} số {act.number}" if act.number else f"{act.type_label} {subject(act)}".strip()
    words = [short, *_issuing(act), subject(act) if act.number else ""]
    return Citation(lead + " ".join(word for word in words if word).replace(" ,", ","), lead + short)


def place_of(rows: Sequence[Row], at: int, titles: Sequence[str | None] = ()) -> str:
    """Say where a provision stands: "điểm đ khoản 2 Điều 15", with its annex or attached text where it has one.

    Articles count through a document, so what stands above one is left out; a text without articles names it all.
    """
    words = []
    for row in _chain(rows, at):
        if row.kind in WORDS and row.num:
            words.append(f"{WORDS[row.kind]} {row.num}")
        if row.kind == "article":
            break
    component = rows[at].component
    if component:
        words.append(_component(titles[component] if component < len(titles) else None))
    return " ".join(words)


def subject(act: Act) -> str:
    """Give the title as it goes on after the issuer: "về công tác văn thư", "quy định chi tiết …"."""
    title = _spoken(act)
    return title[:1].lower() + title[1:] if title[:2] and not title[:2].isupper() else title


def spoken_title(act: Act) -> str:
    """Give the title as a document is named in speech: "Nghị định về công tác văn thư"."""
    title = _spoken(act)
    if act.type_key in NAMED_BY_TITLE and title:
        return f"{act.type_label} {_named(act)}"
    if title.startswith(("Về ", "về ")):
        return f"{act.type_label} v{title[1:]}"
    return title or f"{act.type_label} {act.number}".strip()


def _issuing(act: Act) -> Iterator[str]:
    if act.issued_on:
        on = act.issued_on
        if _PARTY.match(act.number):
            yield f", ngày {on.day}/{on.month}/{on.year}"
        else:
            month = f"{on.month:02}" if on.month < 3 else str(on.month)
            yield f"ngày {on.day:02} tháng {month} năm {on.year}"
    if act.issuer:
        yield f"của {act.issuer}"


def _chain(rows: Sequence[Row], at: int) -> Iterator[Row]:
    """Yield a row and those above it, from the inside out."""
    depth = rows[at].depth + 1
    for place in range(at, -1, -1):
        if rows[place].component != rows[at].component:
            return
        if rows[place].depth < depth:
            depth = rows[place].depth
            yield rows[place]


def _component(title: str | None) -> str:
    """Name an annex by its number and an attached text by its type, as what the act came with."""
    words = title or ""
    annex = _ANNEX.match(words)
    if annex:
        kind, word, number = annex.groups(default="")
        return _issued_with(f"{kind.lower()} {word.lower()}{number}")
    names: Mapping[str, str] = vocabulary("types")["names"]
    name = max((one for one in names.values() if words.casefold().startswith(one)), key=len, default="")
    rest = words[len(name) :].strip()
    return _issued_with(f"{name} {rest}" if name and not rest.isupper() else name or "văn bản")


def _issued_with(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return f"{first.capitalize()} {rest}".strip() + " ban hành kèm theo"


def _named(act: Act) -> str:
    """Give the name of a law without its type, which a title may repeat."""
    title = _spoken(act)
    if title.casefold().startswith(act.type_label.casefold()):
        title = title[len(act.type_label) :].strip()
    return title[:1].upper() + title[1:]


def _spoken(act: Act) -> str:
    """Set a title that is all capitals in small letters; known bodies, and what the issuer is called, keep theirs."""
    title = " ".join(act.title.split())
    if not title.isupper():
        return title
    lowered = title[:1] + title[1:].lower()
    known = vocabulary("issuers")
    for name in (*known["bodies"], *known["ministries"], *PROPER, *_NOUN.findall(act.issuer)):
        lowered = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name, lowered)
    return _OF_THE_PARTY.sub("Đảng", lowered)
