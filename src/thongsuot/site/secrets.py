"""The secrets of one installation: files of mode 0600 in `secrets/`, one key a purpose, each with its key id."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SESSION_FILE = "session.key"
ENTRY_FOLDER = "entry-codes"
DELEGATE_FOLDER = "delegate-passes"
POINT_FOLDER = "point-codes"
DRAW_FOLDER = "question-draws"
HEAD_FOLDER = "ledger-heads"
PLAIN = (ENTRY_FOLDER, DELEGATE_FOLDER, POINT_FOLDER, DRAW_FOLDER)  # 32 random bytes a key
FOLDERS = (*PLAIN, HEAD_FOLDER)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys in force: the highest key id signs, all of them verify; `missing` names what has no key on the disk."""

    missing: tuple[str, ...]
    session: str
    entry: dict[int, bytes]
    passes: dict[int, bytes]
    points: dict[int, bytes]
    draws: dict[int, bytes]
    heads: dict[int, bytes]

    @property
    def ready(self) -> bool:
        """Tell whether every key is on the disk, so that what is signed now still holds after a restart."""
        return not self.missing


def make(folder: Path) -> None:
    """Write the keys that are missing, and those that a newer version came to need; never replace one that is there."""
    for name in ("", *FOLDERS):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / SESSION_FILE, secrets.token_urlsafe(64).encode())
    for name in FOLDERS:
        if not any((folder / name).glob("*.key")):
            _write(folder / name / "1.key", _new(name))


def read(folder: Path) -> Secrets:
    """Read the keys. A kind that is missing gets a throw-away one, so that `init` and checks run; others stay."""
    held = {name: _keys(folder / name) for name in FOLDERS}
    file = folder / SESSION_FILE
    missing = [*([] if file.is_file() else [SESSION_FILE]), *(name for name, keys in held.items() if not keys)]
    entry, passes, points, draws, heads = (keys or {1: _new(name)} for name, keys in held.items())
    session = file.read_text().strip() if file.is_file() else secrets.token_urlsafe(64)
    return Secrets(tuple(missing), session, entry, passes, points, draws, heads)


def _new(name: str) -> bytes:
    return _new_head_key() if name == HEAD_FOLDER else secrets.token_bytes(32)


def _keys(folder: Path) -> dict[int, bytes]:
    return {int(path.stem): path.read_bytes() for path in sorted(folder.glob("*.key"))}


def _new_head_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
