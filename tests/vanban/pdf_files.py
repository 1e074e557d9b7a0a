"""Make small .pdf files for the tests: pages of words at places, scans, and one under a password."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _LEFT, _TOP, _LEADING = 595, 842, 72, 780, 18
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/Seed/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/Seed/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    "/DW 500/FontDescriptor 6 0 R>>",
)
_DESCRIPTOR = (
    "<</Type/FontDescriptor/FontName/Seed/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200"
    "/CapHeight 700/StemV 80>>"
)
_IMAGE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    "stream\n\x80\nendstream"
)
_PICTURE = "q 595 0 0 842 0 0 cm /Im Do Q"
_LOCK = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"


@dataclass(frozen=True)
class Words:
    """Words at a place, counted from the lower left corner; `turn` is the text matrix' first four numbers."""

    text: str
    x: float = _LEFT
    y: float = _TOP
    size: float = 12
    turn: str = "1 0 0 1"


def column(text: str, x: float = _LEFT, top: float = _TOP, size: float = 12) -> list[Words]:
    """Return the lines of a text one below the other."""
    return [Words(line, x, top - at * _LEADING, size) for at, line in enumerate(text.split("\n")) if line]


@dataclass(frozen=True)
class Ruled:
    """A ruled table: where its lines stand, and how they are drawn: as thin boxes, as strokes, or all in one path."""

    columns: Sequence[float]
    rows: Sequence[float]
    drawn: str = "boxes"

    def drawing(self) -> str:
        """Return the operators that draw the lines."""
        left, right, top, bottom = min(self.columns), max(self.columns), max(self.rows), min(self.rows)
        level = [((left, y), (right, y)) for y in self.rows]
        lines = level + [((x, bottom), (x, top)) for x in self.columns]
        if self.drawn == "boxes":
            return "".join(
                f"{x} {y} {max(to_x - x, 0.5)} {max(to_y - y, 0.5)} re f\n" for (x, y), (to_x, to_y) in lines
            )
        end = " S" if self.drawn == "strokes" else ""
        return "\n".join(f"{x} {y} m {to_x} {to_y} l{end}" for (x, y), (to_x, to_y) in lines) + " S\n"


@dataclass(frozen=True)
class Look:
    """What every page has: ruled tables, and words turned clockwise by quarters; `told` says so to who shows it."""

    ruled: Sequence[Ruled] = ()
    turn: int = 0
    told: bool = False

    def page(self, words: Iterable[Words]) -> str:
        """Return the operators that draw a page."""
        turned = ("1 0 0 1 0 0", f"0 -1 1 0 0 {_WIDTH}", f"-1 0 0 -1 {_WIDTH} {_HEIGHT}", f"0 1 -1 0 {_HEIGHT} 0")
        lines = "".join(one.drawing() for one in self.ruled)
        return f"q {turned[self.turn]} cm\n{lines}{_words(words)}Q\n"

    def box(self) -> str:
        """Return how large the page is, and which way up it is shown."""
        wide, high = (_HEIGHT, _WIDTH) if self.turn % 2 else (_WIDTH, _HEIGHT)
        return f"/MediaBox[0 0 {wide} {high}]/Rotate {-90 * self.turn % 360 if self.told else 0}"


def pdf(*pages: Iterable[Words], locked: bool = False, look: Look | None = None) -> bytes:
    """Return the bytes of a file with these pages."""
    look = look or Look()
    return _file([look.page(page) for page in pages], locked, look.box())


def pdf_of(text: str, lines_a_page: int = 36) -> bytes:
    """Return a text set on as many pages as it takes."""
    lines = text.split("\n")
    pages = (lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page))
    return pdf(*(column("\n".join(page)) for page in pages))


def mixed(text: str, *, picture_first: bool) -> bytes:
    """Return one page of words and one that is a picture."""
    pages = [_words(column(text)), _PICTURE]
    return _file(pages[::-1] if picture_first else pages)


def scan(pages: int = 1, words: Iterable[Words] = ()) -> bytes:
    """Return pages that are pictures, with a few words on each where given."""
    return _file([f"{_PICTURE} {_words(words)}"] * pages)


def _words(page: Iterable[Words]) -> str:
    return "".join(
        f"BT /F {one.size} Tf {one.turn} {one.x} {one.y} Tm <{one.text.encode('utf-16-be').hex()}> Tj ET\n"
        for one in page
    )


def _to_unicode() -> str:
    blocks = (0x00, 0x01, 0x03, 0x1E, 0x20, 0xE0, 0xF0)
    ranges = "".join(f"<{block:02x}00> <{block:02x}ff> <{block:02x}00>\n" for block in blocks)
    return _stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <ffff>\n"
        f"endcodespacerange\n{len(blocks)} beginbfrange\n{ranges}endbfrange\nendcmap end end"
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(contents: list[str], locked: bool = False, box: str = Look().box()) -> bytes:
    kids = " ".join(f"{8 + 2 * at} 0 R" for at in range(len(contents)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>"]
    objects += [*_FONT, _to_unicode(), _DESCRIPTOR, _IMAGE]
    for at, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R{box}/Contents {9 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</Im 7 0 R>>>>>>"
        )
        objects.append(_stream(content))
    body, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{_LOCK if locked else ''}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode("latin-1")
