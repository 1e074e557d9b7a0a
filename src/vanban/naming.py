"""Give a component its title: the line that opens it and the title lines near it, without what the page adds."""

from __future__ import annotations

import re

from vanban.patterns import late
from vanban.text import squeeze

_STOPS = late(
    r"\(|[-_*=]{3,}|(?:Điều|Chương|CHƯƠNG|Căn cứ|Kính gửi|Nơi nhận)\s|(?:Số|STT|TT)\b|[IVX]+[./-]|\d{1,2}[.)]|[a-z]\)"
)
_MOTTO = late(r"C[ỘO]NG\s+H[ÒO]A\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN")
_BELOW_MOTTO = late(r"\W*(?:Đ[ộo]c\s+l[ậa]p|ĐỘC\s+LẬP|.{0,40}ngày\b.*tháng|Số\s*:|[\W_]*$)", re.IGNORECASE)
SIGHT = 1_500
_MOST_LINES, _LONGEST = 7, 500


def title_of(text: str, view: str) -> str | None:
    """Return the title of a component from its first `SIGHT` signs, at most up to its first heading."""
    lines = [
        (squeeze(shown), squeeze(line).strip("*#_ "))
        for shown, line in zip(view.split("\n"), text.split("\n"), strict=True)
    ]
    lines = [(shown, line) for shown, line in lines if shown]
    if not lines:
        return None
    at = next((at for at, (shown, _) in enumerate(lines) if _MOTTO.search(shown)), None)
    words = [lines[0][1]] if at != 0 else []
    words += _capitals_below(lines[at + 1 :]) if at is not None else _until_stop(lines[1:])
    return " ".join(word.strip("| ") for word in words)[:_LONGEST].strip() or None


def _until_stop(lines: list[tuple[str, str]]) -> list[str]:
    """Return the lines down to the first that belongs to the text: a bracket, a number, a row of a table."""
    words: list[str] = []
    for shown, line in lines[:_MOST_LINES]:
        if _STOPS.match(shown) or shown.startswith("|"):
            break
        words.append(line)
    return words


def _capitals_below(lines: list[tuple[str, str]]) -> list[str]:
    """Return the title of a form with the motto of the State: its first lines in capitals below motto and date."""
    words: list[str] = []
    for shown, line in lines:
        capitals = shown.isupper() and not _BELOW_MOTTO.match(shown)
        if words and not (capitals or shown.startswith(("Về ", "V/v"))):
            break
        if capitals or words:
            words.append(line)
        elif not _BELOW_MOTTO.match(shown):
            break
    return words[:4]
