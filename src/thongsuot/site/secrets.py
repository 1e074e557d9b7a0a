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
HEAD_FOLDER = "ledger-heads"
PLAIN = (ENTRY_FOLDER, DELEGATE_FOLDER, POINT_FOLDER)  # 32 random bytes a key


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys in force: the highest key id signs, all of them verify."""

    ready: bool
    session: str
    entry: dict[int, bytes]
    passes: dict[int, bytes]
    points: dict[int, bytes]
    heads: dict[int, bytes]


def make(folder: Path) -> None:
    """Write the keys that are missing; never replace one that is there."""
    for name in ("", *PLAIN, HEAD_FOLDER):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / SESSION_FILE, secrets.token_urlsafe(64).encode())
    for name in PLAIN:
        if not any((folder / name).glob("*.key")):
            _write(folder / name / "1.key", secrets.token_bytes(32))
    if not any((folder / HEAD_FOLDER).glob("*.key")):
        _write(folder / HEAD_FOLDER / "1.key", _new_head_key())


def read(folder: Path) -> Secrets:
    """Read the keys; without them give throw-away ones and say so in `ready`, so that `init` and checks can run."""
    entry, passes, points = (_keys(folder / name) for name in PLAIN)
    heads, file = _keys(folder / HEAD_FOLDER), folder / SESSION_FILE
    if not (file.is_file() and entry and passes and points and heads):
        entry, passes, points = ({1: secrets.token_bytes(32)} for _name in PLAIN)
        return Secrets(False, secrets.token_urlsafe(64), entry, passes, points, {1: _new_head_key()})
    return Secrets(True, file.read_text().strip(), entry, passes, points, heads)


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
