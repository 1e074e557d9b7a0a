"""Keys of one house: a version that needs one more leaves those in use alone, and says which is missing until made."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from thongsuot.site import checks, secrets
from thongsuot.site.commands import manage


@pytest.fixture
def upgraded(tmp_path: Path) -> Path:
    """Give the keys of a house that was made before codes of points had a key of their own."""
    folder = tmp_path / "secrets"
    secrets.make(folder)
    shutil.rmtree(folder / secrets.POINT_FOLDER)
    return folder


def test_a_house_without_the_new_key_keeps_those_it_has(upgraded: Path) -> None:
    first, again = secrets.read(upgraded), secrets.read(upgraded)
    assert (first.session, first.entry, first.heads) == (again.session, again.entry, again.heads)
    assert first.missing == (secrets.POINT_FOLDER,)
    assert not first.ready


def test_migrating_makes_the_key_that_is_missing_and_replaces_none(upgraded: Path) -> None:
    before = secrets.read(upgraded)
    manage.before_setup(Namespace(data=str(upgraded.parent), rest=["migrate"]))
    after = secrets.read(upgraded)
    assert after.ready
    assert (after.session, after.entry, after.passes) == (before.session, before.entry, before.passes)
    assert after.points == secrets.read(upgraded).points


def test_the_check_names_the_missing_key_and_says_what_makes_it(upgraded: Path, settings: Any) -> None:
    settings.SECRETS_MISSING, settings.DATA = secrets.read(upgraded).missing, upgraded.parent
    said = [each for each in checks.configuration() if "point-codes" in each.sentence]
    assert [each.level for each in said] == [checks.WRONG]
    assert "`thongsuot init`" in said[0].sentence


def test_a_folder_that_nobody_prepared_has_every_key_missing(tmp_path: Path) -> None:
    assert secrets.read(tmp_path).missing == (secrets.SESSION_FILE, *secrets.FOLDERS)
