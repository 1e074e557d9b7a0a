"""The files of one import that wait together: sealed beside their contents, for one seat, for two hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.corpus.arriving.candidates import Candidate, candidates_from, written
from thongsuot.files.staging import TOKEN, Place
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat

BATCH = "batch"


def place_of(token: str, seat: Seat) -> Place:
    """Give the place of a token for a seat. Raises Refusal `staging_gone` for what is no token at all."""
    if not TOKEN.fullmatch(token):
        raise gone()
    return Place(token, seat.pk)


def save(place: Place, candidates: Iterable[Candidate], *, now: datetime) -> None:
    """Seal what is known of the files of a place."""
    place.put(BATCH, written(candidates), now=now)


def load(place: Place, *, now: datetime) -> tuple[Candidate, ...]:
    """Give the files of a place, decided or not; none where nothing waits, or no longer."""
    sealed = place.take(BATCH, now=now)
    return candidates_from(sealed) if sealed is not None else ()


def gone() -> Refusal:
    """Say that files wait no longer, and what to do."""
    message = _(
        "Các tệp này không còn chờ ở đây. Tệp chỉ chờ hai giờ, và mất ngay khi bấm Hủy. "
        "Hãy mở trang Nhập văn bản rồi chọn lại tệp; tệp đã nhập thì không bị nhập hai lần."
    )
    return Refusal("staging_gone", message)
