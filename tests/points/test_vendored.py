"""The one script that others wrote is the very file that was looked at, with its licence beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import thongsuot.points

FOLDER = Path(thongsuot.points.__file__).parent / "static" / "points" / "vendor"
PINNED = {"jsqr-1.4.0.js": "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859"}


def test_the_decoder_is_the_pinned_one_and_carries_its_licence() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.js")}
    assert found == PINNED
    assert all("Apache License" in path.with_suffix(".LICENSE").read_text() for path in FOLDER.glob("*.js"))
