"""Contents that wait for a person's yes, each sealed, for two hours after the last change, and for one seat only.

A content lies here under a key made of the installation's secret, a token that only the person's page holds, and the
seat. So the disk alone tells nothing: who takes it away, or finds a sector of it later, has neither names nor words. No
backup takes this folder along.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from thongsuot.files import disk
from thongsuot.ledger import lease

WAITS = timedelta(hours=2)
TOKEN = re.compile(r"[0-9a-f]{32}")
NONCE = 12
LOCKS = "locks"


class Place:
    """The waiting place of one token and one seat; for every other seat the same token leads elsewhere."""

    def __init__(self, token: str, seat_id: int) -> None:
        if not TOKEN.fullmatch(token):
            raise ValueError("a token is what new_token gave")
        self._key = _derived("content", token, seat_id)
        self._folder = Path(settings.STAGING_FOLDER) / _derived("folder", token, seat_id).hex()

    def put(self, name: str, content: bytes, *, now: datetime) -> None:
        """Keep a content under a name of ours, in place of what had this name; it waits from `now` on."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        nonce = secrets.token_bytes(NONCE)
        disk.write_whole(self._folder / name, nonce + AESGCM(self._key).encrypt(nonce, content, name.encode()))
        os.utime(self._folder, (now.timestamp(), now.timestamp()))

    def take(self, name: str, *, now: datetime) -> bytes | None:
        """Give a content back; None when nothing of this name waits here, or no longer."""
        try:
            if _is_over(self._folder, now):
                return None
            sealed = (self._folder / name).read_bytes()
            return AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except (FileNotFoundError, InvalidTag):
            return None

    def drop(self, name: str) -> None:
        """Remove one content; the others wait on."""
        (self._folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove everything that waits here, at once."""
        _remove(self._folder)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let one request at a time decide about this place: a button pressed twice is worked off in turn."""
        locks = self._folder.parent / LOCKS
        locks.mkdir(mode=0o700, parents=True, exist_ok=True)
        with lease.held(locks / self._folder.name[:2], wait=True):
            yield


def new_token() -> str:
    """Make the token of a new place; it stays in the person's page and is written down nowhere."""
    return secrets.token_hex(16)


def sweep(*, now: datetime) -> int:
    """Remove every place that nobody decided about in time, and say how many those were."""
    folder = Path(settings.STAGING_FOLDER)
    places = [path for path in folder.iterdir() if path.name != LOCKS] if folder.is_dir() else []
    return sum(_remove(path) for path in places if _is_over(path, now))


def _is_over(path: Path, now: datetime) -> bool:
    """Say whether a place has waited too long; one that another hand removes just now counts as gone."""
    try:
        return path.stat().st_mtime + WAITS.total_seconds() <= now.timestamp()
    except FileNotFoundError:
        return True


def _remove(folder: Path) -> bool:
    """Take a folder out of reach in one step, then empty it; False when another hand was quicker."""
    aside = folder.with_name(f".{secrets.token_hex(8)}")
    try:
        folder.rename(aside)
    except FileNotFoundError:
        return False
    shutil.rmtree(aside)
    return True


def _derived(purpose: str, token: str, seat_id: int) -> bytes:
    """Give 32 bytes for one purpose: HMAC-SHA-256 under the secret, of a token nobody can guess."""
    told = f"staging:{purpose}:{seat_id}:{token}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
