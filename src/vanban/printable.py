"""Show what a file cannot print: control signs become blanks, marks of symbol fonts the bullets they look like.

Every sign keeps its place. Word ends the cells of a table with BEL; a code of 80 to 9F comes from a page of
Windows-1252 read as Latin-1; codes from F000 on are signs of the Symbol and Wingdings fonts.
"""

from __future__ import annotations

from vanban.model import Caution
from vanban.patterns import late
from vanban.text import Lines

_UNPRINTABLE = late("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\uf020-\uf0ff]")
_WINDOWS = {chr(code): bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ") for code in range(0x80, 0xA0)}
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf076": "•",
    "\uf0fc": "✓",
    "\uf02d": "-",
    "\uf0a8": "□",
    "\uf0a3": "□",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf0fe": "☒",
    "\uf0e0": "→",
}
_SHOWN = {"\x0b": "\n", "\x1e": "-"} | _WINDOWS | _SYMBOLS


def printable(text: str) -> tuple[str, tuple[Caution, ...]]:
    """Return a text of the same length without signs that show as boxes, and one warning where there were any."""
    first = _UNPRINTABLE.search(text)
    if first is None:
        return text, ()
    shown, count = _UNPRINTABLE.subn(lambda match: _SHOWN.get(match[0], " " if match[0] < "\ue000" else match[0]), text)
    message = f"Đã thay {count} ký tự không in được bằng dấu cách hoặc dấu tương ứng. Hãy đối chiếu với bản gốc."
    return shown, (Caution("unprintable_replaced", Lines(text).at(first.start()), message),)
