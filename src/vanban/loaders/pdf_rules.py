"""Read the ruled lines of a PDF page: thin filled boxes, strokes, and the frames of boxes that are stroked.

Source: ISO 32000-1, section 8.5 (path construction and painting).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vanban.loaders.grids import Rule

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_PATH = 2  # FPDF_PAGEOBJ_PATH
_MOVE = 2  # FPDF_SEGMENT_MOVETO
_THIN = 3.0
_SHORT = 5.0
_MOST_OBJECTS = 20_000
_MOST_POINTS = 4_000
_BOX = 5  # points of one filled box: shading, no line
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def rule(self) -> Rule | None:
        """Return the line that a thin box is."""
        if self.is_wide and self.top - self.bottom <= _THIN:
            return Rule(False, (self.top + self.bottom) / 2, self.left, self.right)
        if self.is_high and self.right - self.left <= _THIN:
            return Rule(True, (self.left + self.right) / 2, self.bottom, self.top)
        return None

    @property
    def is_wide(self) -> bool:
        """Say whether the box is wider than a dot."""
        return self.right - self.left >= _SHORT

    @property
    def is_high(self) -> bool:
        """Say whether the box is higher than a dot."""
        return self.top - self.bottom >= _SHORT


def rules_of(page: PdfPage) -> Iterator[Rule]:
    """Yield the ruled lines of a page, in its own places."""
    import pypdfium2.raw as pdfium

    raw, kind_of, one_at = page.raw, pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    count = pdfium.FPDFPage_CountObjects(raw)
    objects = (one_at(raw, at) for at in range(count if count <= _MOST_OBJECTS else 0))
    left, bottom, right, top = (ctypes.c_float() for _side in range(4))
    for one in objects:
        if kind_of(one) == _PATH and pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
            box = _Box(left.value, bottom.value, right.value, top.value)
            if rule := box.rule():
                yield rule
            elif box.is_wide and box.is_high:
                yield from _rules_inside(one, pdfium)


def _rules_inside(path: Any, pdfium: Any) -> Iterator[Rule]:
    """Yield the lines of a path that draws several: each of its parts is a thin box, or is stroked along its sides."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = pdfium.FPDFPath_CountSegments(path)
    known = pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not known or count > _MOST_POINTS or (count <= _BOX and not stroke.value):
        return
    for points in _parts(path, count, pdfium):
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        if rule := _Box(min(xs), min(ys), max(xs), max(ys)).rule():
            yield rule
        elif stroke.value:
            yield from _sides(points)


def _sides(points: list[Point]) -> Iterator[Rule]:
    for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
        if rule := _Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)).rule():
            yield rule


def _parts(path: Any, count: int, pdfium: Any) -> Iterator[list[Point]]:
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetType(segment) == _MOVE and points:
            yield points
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append(
                (
                    matrix.a * x.value + matrix.c * y.value + matrix.e,
                    matrix.b * x.value + matrix.d * y.value + matrix.f,
                )
            )
    if points:
        yield points
