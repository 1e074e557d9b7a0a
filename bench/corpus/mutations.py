"""Print a text as other programs, printers and scanners would: a mutation changes the form and no word of the law."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator

_ARTICLE = re.compile(r"^([ \t#*]*)(Điều|ĐIỀU)[ ](\d{1,3}[a-zđ]?)\.[ ]*(?=\S|$)", re.MULTILINE)
_TITLED = re.compile(r"^(?:Điều|ĐIỀU)[ ]\d{1,3}[a-zđ]?\.[ ]+[^\n.;:]{3,150}$", re.MULTILINE)
_ALONE = re.compile(r"^([ ]*(?:Điều|ĐIỀU)[ ]\d{1,3}[a-zđ]?)\.[ ]*$", re.MULTILINE)
_CHAPTER = re.compile(r"^([ ]*)(Chương|CHƯƠNG)[ ]([IVXLC]+|\d{1,2})[ ]*$", re.MULTILINE)
_ITEM = re.compile(r"(?<!Điều\n)^(\d{1,2}|[a-zđ])([.)])(?=[ ])", re.MULTILINE)
_MOTTO = re.compile(r"\s*\n\s*(CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM)")
_LATE_TONES = {"ủy": "uỷ", "Ủy": "Uỷ", "hòa": "hoà", "HÒA": "HOÀ", "khóa": "khoá", "xóa": "xoá", "tòa": "toà"}
_STAMP = (
    "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nEmail: congthongtin@vi.du.vn\n"
    "Cơ quan: VĂN PHÒNG\nThời gian ký: 29.12.2031 10:11:12 +07:00"
)
_PAGE_EVERY, _STAMP_AT = 40, 23
UNTOUCHED = "as it is"


def _wrapped(columns: int) -> Callable[[str], str]:
    wrap = textwrap.TextWrapper(columns, break_long_words=False, break_on_hyphens=False).wrap

    def wrapped(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in (wrap(line) if _runs(line) else [line]))

    return wrapped


def _runs(line: str) -> bool:
    return len(line) > 40 and "|" not in line


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _with_gazette(text: str) -> str:
    return "\n".join(_paged(text, "CÔNG BÁO/Số 1523 + 1524/Ngày 29-12-2031 {page}"))


def _with_gazette_on_two_lines(text: str) -> str:
    return "\n".join(_paged(text, "{page}\nCÔNG BÁO/Số 1523 + 1524/Ngày 29-12-2031"))


def _with_page_numbers(text: str) -> str:
    return "\n".join(_paged(text, "- {page} -"))


def _with_bare_page_numbers(text: str) -> str:
    return "\n".join(_paged(text, "{page}\n\f"))


def _with_page_titles(text: str) -> str:
    return "\n".join(_paged(text, "## Page {page}\n"))


def _paged(text: str, furniture: str) -> Iterator[str]:
    for at, line in enumerate(text.split("\n")):
        if at and at % _PAGE_EVERY == 0:
            yield furniture.format(page=at // _PAGE_EVERY + 1)
        if at == _STAMP_AT:
            yield _STAMP
        yield line


def _joined_header(text: str) -> str:
    return _MOTTO.sub(r" \1", text, count=1)


def _run_on(text: str) -> str:
    """Let every seventh article go on in the line before it."""
    count = iter(range(10**9))
    return re.sub(
        r"(?<=[.;])\n+(?=Điều \d{1,3}[a-zđ]?\. \w)", lambda one: " " if next(count) % 7 == 6 else one[0], text
    )


def _in_table(text: str) -> str:
    """Put each article's first line into a layout table of two columns."""
    return re.sub(_ARTICLE, lambda one: f"| {one[0]}", text)


MUTATIONS: dict[str, Callable[[str], str]] = {
    UNTOUCHED: lambda text: text,
    "wrapped at 60 columns": _wrapped(60),
    "wrapped at 80 columns": _wrapped(80),
    "blank lines removed": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "indented with blanks": lambda text: re.sub(r"^(?=\S)", "    ", text, flags=re.MULTILINE),
    "indented with tabs": lambda text: re.sub(r"^(?=\S)", "\t", text, flags=re.MULTILINE),
    "blanks at line ends": lambda text: re.sub(r"$", "   ", text, flags=re.MULTILINE),
    "blanks doubled": lambda text: text.replace(" ", "  "),
    "gazette furniture": _with_gazette,
    "gazette furniture on two lines": _with_gazette_on_two_lines,
    "page numbers between hyphens": _with_page_numbers,
    "page numbers and form feeds": _with_bare_page_numbers,
    "page titles": _with_page_titles,
    "headings over two lines": lambda text: _CHAPTER.sub(r"\1\2\n\3", _ARTICLE.sub(r"\1\2\n\3. ", text)),
    "article titles on the next line": lambda text: _ARTICLE.sub(r"\1\2 \3.\n", text),
    "chapter titles on the same line": lambda text: re.sub(_CHAPTER.pattern + r"\n+", r"\1\2 \3. ", text, flags=re.M),
    "md: bold number": lambda text: _ARTICLE.sub(r"**\2 \3.** ", text),
    "md: bold number, dot outside": lambda text: _ARTICLE.sub(r"**\2 \3**. ", text),
    "md: bold heading": lambda text: _TITLED.sub(r"**\g<0>**", text),
    "md: hashes": lambda text: _ARTICLE.sub(r"### \2 \3. ", text),
    "md: escapes": lambda text: _ITEM.sub(r"\1\\\2", _ARTICLE.sub(r"\1\2 \3\\. ", text)).replace("\n- ", "\n\\- "),
    "md: bullets": lambda text: _ITEM.sub(r"- \1\2", text),
    "md: layout table": _in_table,
    "capitals and colon": lambda text: _ARTICLE.sub(r"\1ĐIỀU \3: ", text),
    "dot and hyphen": lambda text: _ARTICLE.sub(r"\1\2 \3.- ", text),
    "no dot where alone": lambda text: _ALONE.sub(r"\1", _ARTICLE.sub(r"\1\2 \3.\n", text)),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "late tone marks": lambda text: _replaced(text, _LATE_TONES),
    "eth for đ": lambda text: text.replace("Đ", "Ð"),
    "straight quotes": _straight,
    "quotes of two apostrophes": lambda text: text.replace("“", "''").replace("”", "''"),
    "header columns joined": _joined_header,
    "articles run on": _run_on,
    "l for 1": lambda text: text.replace("Điều 1.", "Điều l."),
    "wrapped, gazette, no blank lines": lambda text: _with_gazette(re.sub(r"\n\s*\n", "\n", _wrapped(70)(text))),
    "wrapped, straight quotes, indented": lambda text: re.sub(
        r"^(?=\S)", "  ", _straight(_wrapped(90)(text)), flags=re.M
    ),
}


def _replaced(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def is_markdown(name: str) -> bool:
    """Say whether a mutation makes a Markdown file of a text."""
    return name.startswith("md:")
