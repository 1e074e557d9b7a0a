"""Signed tree heads: what the ledger was at one moment, in a form that a witness outside can keep."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thongsuot.ledger import store
from thongsuot.ledger.entries import VERSION, canonical, written

CONTEXT = b"thongsuot ledger head\n"  # a signature of ours over anything else can never pass for a head
KEEP_EVERY = timedelta(hours=1)
SIGN_EVERY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Head:
    """Size and root at one moment, with the signature (Ed25519, 64 bytes) of the key `key_id`."""

    size: int
    root: bytes
    at: datetime
    key_id: int
    signature: bytes
    kept: bool = True

    def statement(self) -> bytes:
        """Give the bytes that are signed."""
        return CONTEXT + canonical(self._said())

    def to_json(self) -> dict[str, Any]:
        """Give the head as witnesses receive it."""
        return {**self._said(), "signature": self.signature.hex()}

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        """Tell whether the signature is that key's."""
        try:
            key.verify(self.signature, self.statement())
        except InvalidSignature:
            return False
        return True

    def _said(self) -> dict[str, Any]:
        return {
            "at": written(self.at),
            "key_id": self.key_id,
            "root": self.root.hex(),
            "size": self.size,
            "v": VERSION,
        }


def head_from(text: str) -> Head:
    """Read a head that a witness kept. Raises ValueError when it is none."""
    try:
        data = json.loads(text)
        root, signature = bytes.fromhex(data["root"]), bytes.fromhex(data["signature"])
        return Head(int(data["size"]), root, datetime.fromisoformat(data["at"]), int(data["key_id"]), signature)
    except (KeyError, TypeError) as mistake:
        raise ValueError(f"not a signed head: {mistake!r}") from mistake


def heads_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Walk the head files of a folder in their order, with their text."""
    for path in sorted(folder.glob("*.json")):
        yield path, path.read_text(encoding="utf-8", errors="replace")


def public_keys(keys: Mapping[int, bytes]) -> dict[int, Ed25519PublicKey]:
    """Give the public half of each private key (32 raw bytes)."""
    return {key_id: Ed25519PrivateKey.from_private_bytes(raw).public_key() for key_id, raw in keys.items()}


def newest() -> Head | None:
    """Give the newest signed head, None before the first."""
    return next(map(_head, store.head_rows("ORDER BY id DESC LIMIT 1")), None)


def stored() -> list[Head]:
    """Give all heads of the table, oldest first."""
    return [_head(row) for row in store.head_rows("ORDER BY id")]


class Sealer:
    """Sign heads with the highest key: each second while the ledger grows, and one an hour to keep."""

    def __init__(self, keys: Mapping[int, bytes], folder: Path) -> None:
        self.key_id = max(keys)
        self.key = Ed25519PrivateKey.from_private_bytes(keys[self.key_id])
        self.folder = folder
        self.newest = newest()
        self.kept_at = max((head.at for head in stored() if head.kept), default=None)

    def publish(self) -> None:
        """Write the file of every kept head that has none: a crash may have come between table and file."""
        self.folder.mkdir(mode=0o755, exist_ok=True)
        for head in stored():
            if head.kept:
                self._write(head)

    def tick(self, now: datetime) -> None:
        """Sign if it is time. A clock that was set back signs at once rather than wait until it has caught up."""
        size = store.frontier_row()[0]
        if not size:
            return
        if self._is_past(self.kept_at, now, KEEP_EVERY):
            self.seal(now, keep=True)
        elif self.newest and size != self.newest.size and self._is_past(self.newest.at, now, SIGN_EVERY):
            self.seal(now, keep=False)

    def close(self, now: datetime) -> None:
        """Sign and keep the last head of a clean stop, unless it is already kept."""
        size = store.frontier_row()[0]
        if size and not (self.newest and self.newest.kept and self.newest.size == size):
            self.seal(now, keep=True)

    def seal(self, now: datetime, *, keep: bool) -> Head:
        """Sign what the tree is now; passing heads make room for the new one, kept ones stay and become a file."""
        at = datetime.fromisoformat(written(now))
        with store.transaction():
            size, _peaks, root = store.frontier_row()
            unsigned = Head(size, root, at, self.key_id, b"", keep)
            head = Head(size, root, at, self.key_id, self.key.sign(unsigned.statement()), keep)
            store.replace_passing_heads((size, root, at, self.key_id, head.signature, keep))
        self.newest = head
        if keep:
            self.kept_at = at
            self._write(head)
        return head

    @staticmethod
    def _is_past(last: datetime | None, now: datetime, pause: timedelta) -> bool:
        return last is None or not timedelta(0) <= now - last < pause

    def _write(self, head: Head) -> None:
        path = self.folder / f"{head.size:012d}-{head.at:%Y%m%dT%H%M%S}Z.json"
        if path.exists():
            return
        draft = path.with_suffix(".part")
        with draft.open("wb") as file:
            file.write(canonical(head.to_json()) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _head(row: tuple[Any, ...]) -> Head:
    size, root, at, key_id, signature, kept = row
    return Head(size, store.kept_bytes(root), store.aware(at), key_id, store.kept_bytes(signature), bool(kept))
