"""Every test of the corpus has a files folder of its own, so that "nothing was kept" can be counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.factories import Four, make_four


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: Any) -> Path:
    """Point the files folder at an empty place."""
    settings.FILES_FOLDER = tmp_path / "files"
    settings.STAGING_FOLDER = tmp_path / "staging"
    return tmp_path / "files"


@pytest.fixture
def four(db: None) -> Four:
    """Give the four people of every story."""
    return make_four()
