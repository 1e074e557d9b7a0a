"""Every test of the files room has a files folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: Any) -> Path:
    """Point the files folder at an empty place."""
    settings.FILES_FOLDER = tmp_path / "files"
    settings.STAGING_FOLDER = tmp_path / "staging"
    return tmp_path / "files"
