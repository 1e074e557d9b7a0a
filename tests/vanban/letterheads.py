"""Fictional documents of every kind, and the layouts in which files carry their headers; each is set in each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: what its header prints, and what is to be read from it."""

    key: str
    kind: str
    number: str
    letterhead: tuple[str, ...]
    title: str
    issuer: str
    place: str = "Bình Minh"
    on: date = date(2031, 3, 5)
    authority: str = ""
    motto: tuple[str, str] = STATE
    label: str = "Số: "
    grounds: tuple[str, ...] = ("Luật Chuông gió số 901/2030/QH17", "Nghị định số 9901/2030/NĐ-CP")
    passed: str = ""

    @property
    def place_date(self) -> str:
        """Give the line of place and day."""
        return f"{self.place}, ngày {self.on.day:02} tháng {self.on.month} năm {self.on.year}"

    @property
    def preamble(self) -> str:
        """Give the grounds and the first article."""
        lines = [f"Căn cứ {ground};" for ground in self.grounds]
        return "\n".join(
            [
                *lines,
                "",
                "Điều 1. Treo chuông",
                "Chuông treo ở cổng.",
                "Điều 2. Thực hiện",
                "Mọi người thực hiện.",
                self.passed,
            ]
        )


def _papers() -> tuple[Paper, ...]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["paper"]
    return tuple(Paper(**{name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}) for row in rows)


ALL = _papers()


def plain(paper: Paper) -> str:
    """Set the columns one below the other, rules between them, as register sites print a page."""
    lines = [
        *paper.letterhead,
        "-------",
        "",
        *paper.motto,
        "---------------",
        "",
        f"{paper.label}{paper.number}",
        "",
        paper.place_date if paper.place else "",
        "",
        " ",
        "",
    ]
    return "\n".join([*lines, paper.kind, "", paper.title.upper(), "", paper.authority, "", paper.preamble])


def gazette(paper: Paper) -> str:
    """Set the page of a gazette: its head line, the issuer twice, the title in small letters over two lines."""
    lines = [
        " ",
        "CÔNG BÁO/Số 1053 + 1054/Ngày 10-8-2031 ",
        "3 ",
        " ",
        "VĂN BẢN QUY PHẠM PHÁP LUẬT ",
        " ",
        " ".join(paper.letterhead).strip("* "),
        " ",
        *paper.letterhead,
    ]
    first, second = _halves(paper.title)
    lines += [
        " ",
        f"{paper.label}{paper.number} ",
        f"{paper.motto[0]} ",
        paper.motto[1],
        " ",
        paper.place_date if paper.place else "",
        " ",
        f"{paper.kind} ",
        f"{first}  ",
        f"{second} ",
    ]
    return "\n".join([*lines, " ", paper.authority, " ", paper.preamble])


def table(paper: Paper) -> str:
    """Set the columns as cells of a table whose lines are broken anywhere, with marks of bold and slanted words."""
    place = paper.place_date.replace(" tháng", "\ntháng") if paper.place else ""
    cells = [
        "|",
        f"**{_broken(paper.letterhead[0])}**",
        *paper.letterhead[1:],
        "-------",
        "|",
        f"**{_broken(paper.motto[0])}**",
        paper.motto[1],
        "---------------",
        "|",
        "|",
        f"{paper.label.strip()}\n{paper.number}",
        "|",
        f"*{place} *",
        "|",
        "",
        "",
    ]
    grounds = "\n\n".join(f"*Căn cứ {_broken(ground)};*" for ground in paper.grounds)
    body = paper.preamble.partition("Điều 1.")[2]
    return "\n".join(
        [
            *cells,
            f"**{_broken(paper.kind)}**",
            "",
            _broken(paper.title.upper()),
            "",
            f"**{paper.authority}**" if paper.authority else "",
            "",
            grounds,
            "",
            f"**Điều 1.**{body}",
        ]
    )


def glued(paper: Paper) -> str:
    """Set both columns in one row, as a converter leaves a table of two cells."""
    rule = "_" * 10
    head = (
        f"{' '.join(paper.letterhead).strip('* ')}{rule} {paper.label}{paper.number} | "
        f"{paper.motto[0]}{paper.motto[1]}{rule}"
    )
    return "\n".join(
        [
            head,
            f"| {paper.place_date} |" if paper.place else "|",
            "",
            f"**{paper.kind}**",
            "",
            f"**{paper.title}**",
            "",
            "* *",
            "",
            paper.authority,
            "",
            paper.preamble,
        ]
    )


def one_row(paper: Paper) -> str:
    """Set issuer and motto on one line, number and date on the next, as text taken from a PDF."""
    head = f"{' '.join(paper.letterhead).strip('* ')} {paper.motto[0]}"
    return "\n".join(
        [
            head,
            paper.motto[1],
            "",
            f"{paper.label}{paper.number} {paper.place_date if paper.place else ''}",
            "",
            paper.kind,
            paper.title,
            "_______",
            paper.authority,
            paper.preamble,
        ]
    )


def headings(paper: Paper) -> str:
    """Set the type line as a heading of Markdown, below the columns."""
    return "\n".join(
        [
            "# " + paper.letterhead[0],
            *paper.letterhead[1:],
            "",
            "# " + paper.motto[0],
            paper.motto[1],
            "",
            f"{paper.label}{paper.number}",
            "",
            paper.place_date if paper.place else "",
            "",
            "## " + paper.kind,
            "",
            paper.title,
            "",
            paper.authority,
            "",
            paper.preamble,
        ]
    )


def page_above(paper: Paper) -> str:
    """Put a page of a register above the text, with its own labels and another document's number."""
    labels = (
        f"**Số hiệu:**\n|\n{paper.number}\n|\n**Nơi ban hành:**\n|\nNơi nào đó\n|\n**Ngày công báo:**\n|\n"
        f"01/01/2032\n|\n**Số công báo:**\n|\nTừ số 12 đến số 13\n|\n"
    )
    return f"|\nMọi hành vi sao chép đều bị ghi lại, theo Nghị định số 1/2000/NĐ-CP.\nX\n|\n{labels}\n{table(paper)}"


def spaced(paper: Paper) -> str:
    """Put stray spaces into number and date, and the look-alike letters that some fonts give."""
    number = paper.number.replace("/", " /", 1).replace("-", "- ", 1)
    return (
        plain(paper)
        .replace(paper.number, number)
        .replace("Đ", "Ð")
        .replace(f"ngày {paper.on.day:02}", f"ngày\u00a0{paper.on.day}")
    )


def _halves(words: str) -> tuple[str, str]:
    cut = words.rfind(" ", 0, max(8, len(words) * 2 // 3))
    return (words[:cut], words[cut + 1 :]) if cut > 0 else (words, "")


def _broken(words: str) -> str:
    return words.replace(" ", "\n", 1)


LAYOUTS: tuple[tuple[Callable[[Paper], str], str], ...] = (
    (plain, "txt"),
    (gazette, "txt"),
    (table, "md"),
    (glued, "md"),
    (one_row, "txt"),
    (headings, "md"),
    (page_above, "md"),
    (spaced, "txt"),
)
