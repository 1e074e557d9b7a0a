"""Building blocks of fictional names; any likeness to a real person or place is chance."""

from __future__ import annotations

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Mai",
    "Trịnh",
    "Đoàn",
    "Lương",
    "Cao",
    "Tạ",
    "Hà",
    "Tô",
    "Thái",
    "Châu",
    "Quách",
    "Lâm",
    "Chu",
    "Tăng",
    "Kiều",
    "Văn",
    "Mạc",
    "Nghiêm",
    "Phùng",
    "Triệu",
    "Viên",
]
MIDDLES_MEN = [
    "Văn",
    "Hữu",
    "Đức",
    "Minh",
    "Quang",
    "Thành",
    "Đình",
    "Xuân",
    "Công",
    "Ngọc",
    "Bá",
    "Trọng",
    "Duy",
    "Gia",
    "Khắc",
]
MIDDLES_WOMEN = ["Thị", "Thu", "Ngọc", "Thanh", "Hồng", "Kim", "Mỹ", "Bích", "Phương", "Diệu", "Thùy", "Thục", "Minh"]
GIVEN_MEN = [
    "An",
    "Bảo",
    "Bình",
    "Chiến",
    "Cường",
    "Dũng",
    "Đạt",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Khánh",
    "Khoa",
    "Kiên",
    "Lâm",
    "Long",
    "Lộc",
    "Nam",
    "Nghĩa",
    "Nhân",
    "Phong",
    "Phúc",
    "Quân",
    "Quý",
    "Sơn",
    "Tài",
    "Tâm",
    "Thắng",
    "Thịnh",
    "Tiến",
    "Toàn",
    "Trung",
    "Tuấn",
    "Tùng",
    "Vinh",
    "Vượng",
]
GIVEN_WOMEN = [
    "Ánh",
    "Chi",
    "Cúc",
    "Dung",
    "Duyên",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hương",
    "Huyền",
    "Lan",
    "Liên",
    "Loan",
    "Ly",
    "Mai",
    "Nga",
    "Ngân",
    "Nhung",
    "Oanh",
    "Phượng",
    "Quyên",
    "Thảo",
    "Thơ",
    "Thủy",
    "Tiên",
    "Trang",
    "Trâm",
    "Tuyết",
    "Uyên",
    "Vân",
    "Xuân",
    "Yến",
]
LONG_NAMES = (
    "Nguyễn Hoàng Phương Thảo Nguyên Khánh Linh",
    "Tôn Nữ Hoàng Ngân Diễm Quỳnh Phương",
    "Công Tằng Tôn Nữ Thị Ngọc Diễm Hương",
    "Rơ Châm H’Yến Đinh Thị Ngọc Bích",
    "K’Brôih Long Đinh Ka Să Pang Ting",
    "Y Bhiông Niê Kđăm Êban Hđơk",
    "Hồ Thị Kăn Sương Pa Lăng Thị Nghêu",
    "Thạch Thị Sóc Kha Na Ra Chanh Đa",
)
WARD_FIRST = ["Bến", "Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung"]
WARD_SECOND = ["Đá", "Thành", "Khê", "Lựu", "Vọng", "Sậy", "Trúc", "Mây", "Ngạn", "Rạng", "Sim", "Dừa"]
COMMUNE_NAMES = """Đắk Lơ Rang|Krông Pa Nhê|Ia Hrung Mới|Ea Tul Hạ|Pa Lăng Thượng|Làng Mô Rẫy|Suối Chình|Đèo Gió|Hòn Sậy
Đồng Cau|Gò Trám|Bàu Sen Cạn|Cồn Nhạn|Vực Lội|Khe Rinh|Trảng Bàng Lăng|Núi Ngang|Sông Lấp|Rú Cát|Bãi Rạng
Đầm Nước Lặng|Mỏ Quạ|Hố Chuối|Thác Bốn|Đá Bàn Cờ|Cầu Khỉ|Ruộng Dài|Chòi Canh|Lộc Vừng|Nà Lơi""".replace("\n", "|")
CELL_PLACES = (
    "Trường Tiểu học",
    "Trường Trung học cơ sở",
    "Trạm Y tế",
    "Quân sự",
    "Công an",
    "Hội Cựu chiến binh và Hội Người cao tuổi",
    "Trung tâm Phục vụ hành chính công và Cung ứng dịch vụ sự nghiệp công lập",
)


def person_name(random: Random) -> str:
    """Make one name; one in 400 is as long as the longest real ones."""
    if random.random() < 1 / 400:
        return random.choice(LONG_NAMES)
    woman = random.random() < 0.45
    middles, givens = (MIDDLES_WOMEN, GIVEN_WOMEN) if woman else (MIDDLES_MEN, GIVEN_MEN)
    middle = random.choice(middles)
    given = random.choice([each for each in givens if each != middle])
    return f"{random.choice(FAMILIES)} {middle} {given}"


def ward_names(wards: int) -> list[str]:
    """Give `wards` different names of wards; "Bến Đá" comes first."""
    names = [f"{first} {second}" for second in WARD_SECOND for first in WARD_FIRST]
    return names[:wards]


def cell_name(number: int, ward: str, *, is_commune: bool) -> str:
    """Name the cell with this number (from 1) of a ward: neighbourhoods first, then schools and offices."""
    neighbourhoods = 14
    if number <= neighbourhoods:
        return f"Chi bộ {'Thôn' if is_commune else 'Khu phố'} {number}"
    place = CELL_PLACES[(number - neighbourhoods - 1) % len(CELL_PLACES)]
    again = (number - neighbourhoods - 1) // len(CELL_PLACES)
    return f"Chi bộ {place} {ward}" + (f" số {again + 1}" if again else "")
