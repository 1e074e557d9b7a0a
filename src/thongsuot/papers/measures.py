"""How large each part of an official paper is: points and centimetres of both forms. Pure.

Legal basis: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW năm 2018.
"""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.papers.paper import Form


@dataclass(frozen=True, slots=True)
class Measures:
    """Margins in centimetres, sizes in points, and the signs in which the two forms differ."""

    banner: tuple[tuple[str, float], ...]
    banner_cm: float  # as long as the line under it is drawn
    unit: float
    number: float
    name: float
    title: float
    body: float
    signature: float
    receivers_head: float
    right: float
    star: str = ""
    dashes: str = ""
    post_is_bold: bool = True
    grid: float = 12
    receivers: float = 11
    top: float = 2
    bottom: float = 2
    left: float = 3

    @property
    def width(self) -> float:
        """How wide the text is, in centimetres."""
        return 21 - self.left - self.right


STATE = Measures(
    banner=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5), ("Độc lập - Tự do - Hạnh phúc", 13.5)),
    banner_cm=5.9,
    unit=12.5,
    number=13,
    name=14,
    title=14,
    body=14,
    signature=14,
    receivers_head=12,
    right=2,
)
PARTY = Measures(
    banner=(("ĐẢNG CỘNG SẢN VIỆT NAM", 15),),
    banner_cm=7.4,
    unit=14,
    number=14,
    name=16,
    title=14,
    body=14,
    signature=14,
    receivers_head=14,
    receivers=12,
    right=1.5,
    star="*",
    dashes="-----",
    post_is_bold=False,
)


def measures_of(form: Form) -> Measures:
    """Give the measures of a form."""
    return PARTY if form is Form.PARTY else STATE
