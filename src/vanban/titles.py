"""Read the title (trích yếu) below the type line, or the subject of a letter beside its number."""

from __future__ import annotations

from typing import NamedTuple

from vanban.head import MOTTO, Head
from vanban.patterns import late

_RULE = late(r"[ |]*[-_*=~. ]{3,}\|?[ ]*$|[ ]*\*[ ]*$")
_OFFICES = (
    r"(?:PHÓ\s+)?(?:CHỦ\s+TỊCH|THỦ\s+TƯỚNG|BỘ\s+TRƯỞNG|TRƯỞNG\s+BAN|TỔNG\s+|THỐNG\s+ĐỐC|CHỦ\s+NHIỆM|GIÁM\s+ĐỐC|CHÁNH\s+)"
    r"|ỦY\s+BAN\s+(?:NHÂN|THƯỜNG)|HỘI\s+ĐỒNG\s+|QUỐC\s+HỘI\s*$|CHÍNH\s+PHỦ\s*$|BAN\s+(?:CHẤP|BÍ|THƯỜNG)|BỘ\s+CHÍNH\s+TRỊ|TRƯỞNG\s+BAN"
)
_HARD = (
    rf"(?:{_OFFICES})|(?:Căn|CĂN)\s+(?:cứ|CỨ)|Theo\s|Xét\s|Kính\s+gửi|Điều\s+\d|(?:Chương|CHƯƠNG)\s|\(|I[.-]\s|1[.-]\s"
    r"|Số\s*:|CÔNG\s+BÁO|[-*]\s+Căn|Quốc\s+hội\s+ban|Chính\s+phủ\s+ban|Bộ\s+trưởng\s|Thủ\s+tướng\s|Ủy\s+ban\s|Hội\s+đồng\s"
)
_ENDS_FIRST = late(rf"[ |>*-]*(?:{_HARD})")
_ENDS = late(rf"[ |>*-]*(?:{_HARD}|Thực\s+hiện\s|Ngày\s+\d|Trong\s|Nhằm\s|Để\s)")
_SUBJECT = late(r"(?<!\w)(?:V/v|V/V|v/v|Về\s+việc|Vv\.|V\.v)[ .:]*(?=\S)")
_SUBJECT_ENDS = late(
    r"[ |*]*(?:Kính\s+(?:gửi|trình)|Số\s*:|Độc\s+lập|[-_=]{3,}|(?:[^\W\d_]+[ .]?){1,6},?[ ]+ngày[ .…\d]*tháng|Căn\s+cứ)"
)
_LONGEST = 900
_LONGEST_SUBJECT = 500


class Title(NamedTuple):
    """Where the title stands."""

    start: int
    end: int


def title_after(head: Head) -> Title | None:
    """Return the place of the title below the type line, None when nothing certain stands there."""
    if head.type_end is None:
        return None
    start, end = None, head.type_end
    for low, high in _lines(head.view, head.type_end, min(head.end, head.type_end + 2 * _LONGEST)):
        line = head.view[low:high].strip(" |:'’`")
        blank = not line
        if blank and start is None:
            continue
        if blank:
            if not _goes_on(head, start or 0, high):
                break
            continue
        if _RULE.match(head.view[low:high]) or (_ENDS_FIRST if start is None else _ENDS).match(line):
            break
        start = low if start is None else start
        end = high
    return _trimmed(head.view, start, end) if start is not None and end - start <= _LONGEST else None


def subject_of(head: Head) -> Title | None:
    """Return the place of a letter's subject ("V/v ..."): up to a blank line, a rule or what stands beside it."""
    opening = _SUBJECT.search(head.view, head.start, head.end)
    if opening is None:
        return None
    end = opening.end()
    for low, high in _lines(head.view, opening.start(), min(head.end, opening.start() + _LONGEST_SUBJECT)):
        line = head.view[low:high]
        if low > opening.start() and (not line.strip(" |*_") or _SUBJECT_ENDS.match(line) or MOTTO.search(line)):
            break
        end = high
    return _trimmed(head.view, opening.start(), end)


def _lines(view: str, start: int, stop: int) -> list[tuple[int, int]]:
    places, position = [], start
    while position < stop:
        end = view.find("\n", position, stop)
        end = stop if end < 0 else end
        places.append((position, end))
        position = end + 1
    return places


def _goes_on(head: Head, start: int, blank_end: int) -> bool:
    """Say whether the title goes on after a blank line: capitals after capitals, or small letters after anything."""
    following = next((line.strip(" |*") for line in head.view[blank_end : head.end].split("\n") if line.strip()), "")
    if not following or _ENDS.match(following):
        return False
    sofar = head.view[start:blank_end]
    return (sofar.isupper() and following.isupper()) or following[0].islower()


def _trimmed(view: str, start: int, end: int) -> Title | None:
    words = view[start:end]
    left = len(words) - len(words.lstrip(" |:\n-'’`"))
    right = len(words.rstrip(" |:\n-"))
    return Title(start + left, start + right) if left < right else None
