"""Make Vietnamese legal text of any length, in our own words and always the same: for machines without real documents.

It has what real acts have, about as often: chapters, articles, clauses, points with đ, a citation every six hundred
bytes, a table and a quoted amendment now and then, page furniture, an annex, the signature. It is nobody's law.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

HEAD = """HỘI ĐỒNG LÀNG MƠ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/2031/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2031

NGHỊ ĐỊNH
Quy định việc trông coi cây bóng mát và đường làng

Căn cứ Luật Tổ chức làng xóm số 12/2030/QH16 ngày 19 tháng 6 năm 2030;
Căn cứ Nghị định số 7/2029/NĐ-CP ngày 01 tháng 2 năm 2029 của Chính phủ về chợ phiên;
Theo đề nghị của Bộ trưởng Bộ Xây dựng;
Chính phủ ban hành Nghị định quy định việc trông coi cây bóng mát và đường làng.

"""
END = """
Nơi nhận:
- Như trên;
- Lưu: VT.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Lê Văn Thử
"""
FURNITURE = "\nCÔNG BÁO/Số {first} + {second}/Ngày 29-12-2031\n\n{page}\n\n"
TABLE = """| Loại cây | Số lượng | Người trông coi |
|---|---|---|
| Cây đa | 2 | Tổ tự quản |
| Cây gạo | 11 | Trường làng |

"""
QUOTED = "“Điều {number}. Giờ tưới cây\n1. Tưới vào buổi sáng sớm.\n2. Không tưới khi trời mưa.”.\n\n"
ANNEX = """
Phụ lục I
DANH MỤC CÂY PHẢI TRÔNG COI
(Kèm theo Nghị định số 9/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính phủ)

"""
WHO = (
    "Tổ tự quản",
    "Trưởng làng",
    "Người được giao trông coi",
    "Ủy ban nhân dân cấp xã",
    "Hộ gia đình ở mặt đường",
    "Trường học",
)
DO = (
    "có trách nhiệm kiểm tra",
    "ghi vào sổ và báo lại",
    "bảo đảm đủ điều kiện để thực hiện",
    "phối hợp sửa chữa",
    "quyết định theo thẩm quyền",
)
WHAT = (
    "cây bóng mát dọc hai bên đường",
    "rãnh thoát nước trước cổng",
    "đèn chiếu sáng ban đêm",
    "bờ ao chung của xóm",
    "biển chỉ dẫn ở ngã ba",
    "sân phơi và giếng nước cũ",
)
WHEN = (
    "trước mùa mưa hằng năm",
    "trong thời hạn 15 ngày làm việc kể từ ngày nhận được yêu cầu",
    "khi có ít nhất hai phần ba số hộ đồng ý",
    "trừ trường hợp trời bão hoặc lụt",
    "bằng nguồn đóng góp tự nguyện và công khai",
)
HEADINGS = (
    "Phạm vi trông coi",
    "Đối tượng áp dụng",
    "Sổ theo dõi",
    "Việc cần làm sau bão",
    "Kinh phí",
    "Người kiểm tra",
    "Trồng thay cây đã chết",
)
CHAPTERS = ("QUY ĐỊNH CHUNG", "VIỆC TRÔNG COI", "KIỂM TRA VÀ SỬA CHỮA", "ĐIỀU KHOẢN THI HÀNH")
CITED = (
    "khoản {a} Điều {b} Nghị định này",
    "Điều {b} của Luật Cây xanh số {c}/2028/QH16",
    "điểm đ khoản {a} Điều {b} Nghị định số {c}/2027/NĐ-CP ngày 15 tháng 8 năm 2027 của Chính phủ về đường làng",
    "các khoản 1, 2 và 3 Điều này",
    "Quy định số {c}-QĐ/TW ngày 28-2-2030 của Ban Bí thư",
    "Thông tư số {c}/2029/TT-BXD",
)
POINTS = ("a", "b", "c", "d", "đ", "e")
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def act(characters: int, seed: int = 1) -> str:
    """Return one act of about so many characters; equal arguments give equal text."""
    chance = Random(seed)
    pieces = [HEAD.format(number=chance.randint(1, 200))]
    length = len(pieces[0]) + len(ANNEX) + len(TABLE) + len(END)
    for piece in _articles(chance):
        pieces.append(piece)
        length += len(piece)
        if length >= characters:
            break
    return "".join([*pieces, END, ANNEX, TABLE])


def acts(documents: int, characters: int) -> list[str]:
    """Return so many different acts of about so many characters."""
    return [act(characters, seed) for seed in range(1, documents + 1)]


def _articles(chance: Random) -> Iterator[str]:
    number = chapter = 0
    while True:
        if number % 10 == 0:
            chapter += 1
            yield f"Chương {_roman(chapter)}\n{chance.choice(CHAPTERS)}\n\n"
        number += 1
        yield f"Điều {number}. {chance.choice(HEADINGS)}\n\n"
        yield from _inside(chance, number)


def _inside(chance: Random, article: int) -> Iterator[str]:
    for clause in range(1, chance.randint(3, 7)):
        yield f"{clause}. {_sentences(chance, 6)}\n\n"
        if chance.random() < 0.2:
            yield from (f"{point}) {_sentences(chance, 3)}\n\n" for point in POINTS[: chance.randint(2, 6)])
    rare = chance.random()
    if rare < 0.03:
        yield TABLE
    elif rare < 0.06:
        yield f"Sửa đổi Điều {article} Luật Cây xanh như sau:\n\n{QUOTED.format(number=article)}"
    elif rare < 0.2:
        yield FURNITURE.format(first=article, second=article + 1, page=article % 90 + 2)


def _sentences(chance: Random, most: int) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, most)))


def _sentence(chance: Random) -> str:
    words = [chance.choice(WHO), chance.choice(DO), chance.choice(WHAT), chance.choice(WHEN)]
    if chance.random() < 0.2:
        cited = chance.choice(CITED).format(a=chance.randint(1, 6), b=chance.randint(1, 90), c=chance.randint(1, 400))
        words += ["theo quy định tại", cited]
    return f"{' '.join(words)}."


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    return "X" * tens + ROMAN[units]
