"""Fictional laws, decrees and instructions that cite one another, in the shapes in which real ones come."""

from __future__ import annotations

from tests.factories import NOW
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import CitedWork, Expression

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nHà Nội, ngày {day}\n"
LAW = (
    "QUỐC HỘI\n-------\nSố: {number}\n" + STATE + "LUẬT\n{title}\nCăn cứ Hiến pháp;\nQuốc hội ban hành luật này.\n"
    "Điều 1. Phạm vi điều chỉnh\n1. Luật này nói về việc giữ cây.\n2. Cây nói ở khoản 1 Điều này là cây ven đường.\n"
    "Điều 2. Người giữ cây\n1. Mỗi khu phố có một người giữ cây:\na) do khu phố chọn;\nb) làm trong một năm.\n"
    "Điều 3. Hiệu lực thi hành\n1. Luật này có hiệu lực thi hành từ ngày {force}.\n{end}"
)
DECREE = (
    "CHÍNH PHỦ\n-------\nSố: {number}\n" + STATE + "NGHỊ ĐỊNH\nVề việc ghi sổ cây\n{grounds}"
    "Điều 1. Ghi sổ\n{words}\nĐiều 2. Hiệu lực thi hành\nNghị định này có hiệu lực thi hành từ ngày {day}.\n"
)
OLD = {"number": "5/2006/QH11", "day": "29 tháng 11 năm 2006", "force": "01 tháng 7 năm 2007"}
NEW = {"number": "8/2020/QH14", "day": "13 tháng 11 năm 2020", "force": "01 tháng 7 năm 2021"}
ENDS_OLD = "2. Luật Cây xanh số 5/2006/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.\n"


def imported(text: str, name: str = "van-ban.txt", **values: object) -> Expression:
    """Bring a text in as the administrator at the machine does."""
    return import_document(text.encode(), name=name, **{"by": None, "now": NOW, **values})  # type: ignore[arg-type]


def law(facts: dict[str, str], *, title: str = "CÂY XANH", end: str = "", **values: object) -> Expression:
    """Bring in a law; `end` is a clause behind that on its force."""
    return imported(LAW.format(title=title, end=end, **facts), **values)


def decree(
    words: str, *, number: str = "9/2022/NĐ-CP", day: str = "05 tháng 3 năm 2022", grounds: str = ""
) -> Expression:
    """Bring in a decree of one article with these words."""
    return imported(DECREE.format(number=number, day=day, words=words, grounds=grounds))


def named(expression: Expression) -> dict[str, str | None]:
    """Give what a wording names, each with the number of the work it was found to be."""
    rows = CitedWork.objects.filter(expression=expression).order_by("position")
    return {f"{one.type} {one.number}".strip(): one.work.number if one.work else None for one in rows}
