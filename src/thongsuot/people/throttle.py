"""A brake on guessing: so many failures from one address, and the door stays shut for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.core.cache import cache
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.people import codes

FAILURES = 60
WINDOW_SECONDS = 600


class TooManyTries(Refusal):
    """Say that this address must wait before it tries another text that is no code of ours."""

    status = 429


def check_not_braked(address: str) -> None:
    """Refuse an address with too many failures in the last ten minutes."""
    if cache.get(_name(address), 0) >= FAILURES:
        raise TooManyTries("too_many_tries", _("Đã thử quá nhiều lần từ nơi này. Chờ mười phút rồi nhập lại mã."))


def count_failure(address: str) -> None:
    """Remember one failure. Outside of the transaction that failed: the cache lives in the same database."""
    name = _name(address)
    if not cache.add(name, 1, WINDOW_SECONDS):
        cache.incr(name)


def check_ours(text: str, keys: Mapping[int, bytes], address: str) -> codes.NamedCode | None:
    """Read a code; a text that is none of ours counts as a failure and is refused to who sent too many of them."""
    named = codes.read(text, keys)
    if named is None:
        check_not_braked(address)
        count_failure(address)
    return named


def _name(address: str) -> str:
    return "entry:" + hashlib.sha256(address.encode()).hexdigest()[:32]
