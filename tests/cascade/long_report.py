"""A long conference report of fiction: as many works, people and instructions as a story needs, all invented."""

from __future__ import annotations

FAMILY = ("Trần", "Lê", "Mai", "Hồ", "Phạm", "Đỗ", "Võ", "Tạ", "Rơ Châm", "Nông")
GIVEN = ("Văn Thử", "Thị Mẫu", "Minh Ví", "Hoài Dụ", "Quang Nháp", "Thu Phác")
POSTS = (
    "Phó Bí thư Thường trực Thành ủy", "Trưởng Ban Tổ chức Thành ủy", "Chủ tịch Ủy ban nhân dân thành phố",
    "Giám đốc Sở Nội vụ", "Bí thư Đảng ủy phường Bến Đá", "Chánh Văn phòng Thành ủy",
)  # fmt: skip
MATTERS = (
    "giữ lời hẹn với người dân", "tiếp công dân ở cơ sở", "trả lời đơn thư đúng hạn", "họp ít mà rõ việc",
    "công khai lịch làm việc", "ghi sổ nhật ký công tác", "đón tiếp người đến nộp hồ sơ",
)  # fmt: skip
DEEDS = (
    "rà soát toàn bộ đơn còn tồn, trả lời dứt điểm trước ngày 20-12-2026",
    "niêm yết lịch tiếp công dân tháng sau tại trụ sở",
    "báo cáo kết quả về Văn phòng Thành ủy trước ngày 15 hằng tháng",
    "tổ chức học tập đến từng chi bộ",
)
ACTORS = ("cấp ủy các cấp", "các sở, ngành", "Đảng ủy các phường, xã", "Văn phòng Thành ủy", "Ban Tuyên giáo Thành ủy")


def long_report(*, works: int = 10, people: int = 30, instructions: int = 40) -> str:
    """Write a report of two sessions with so many works, speakers and instructions, one paragraph each."""
    head = (
        "Sáng 10-11-2026, Thành ủy An Hải tổ chức Hội nghị quán triệt các quy định mới về nếp làm việc."
        " Dự hội nghị có lãnh đạo các sở, ngành; bí thư, phó bí thư đảng ủy các phường, xã."
    )
    middle = "Chiều cùng ngày, Thành ủy An Hải tổ chức Hội nghị trực tuyến triển khai kế hoạch năm 2027."
    told = [
        head,
        *map(_work, range(works)),
        *map(_person, range(people)),
        middle,
        *map(_instruction, range(instructions)),
    ]
    return "\n\n".join(told) + "\n"


def _work(number: int) -> str:
    matter = MATTERS[number % len(MATTERS)]
    return (
        f"Hội nghị nghe giới thiệu Quy định số {101 + number}-QĐ/TU ngày {1 + number % 28}-10-2026 của Thành ủy An Hải"
        f" về “{matter}”, gồm {2 + number % 5} chương, {10 + number} điều. Quy định nêu rõ việc gì phải làm ngay,"
        " việc gì làm theo lộ trình, và mỗi việc do một người chịu trách nhiệm đến cùng."
    )


def _person(number: int) -> str:
    name = f"{FAMILY[number % len(FAMILY)]} {GIVEN[number // len(FAMILY) % len(GIVEN)]}"
    return (
        f"Phát biểu tại hội nghị, đồng chí {name}, {POSTS[number % len(POSTS)]}, nêu kinh nghiệm của đơn vị trong việc"
        f" {MATTERS[number % len(MATTERS)]}: bắt đầu từ việc nhỏ, hẹn ngày nào làm đúng ngày ấy, chậm thì báo trước"
        " và nói rõ lý do. Nhiều đại biểu đồng tình và trao đổi thêm cách làm ở nơi mình."
    )


def _instruction(number: int) -> str:
    return f"Kết luận, đồng chí Bí thư Thành ủy yêu cầu {ACTORS[number % len(ACTORS)]} {DEEDS[number % len(DEEDS)]}."
