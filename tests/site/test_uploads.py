"""The story of an upload's way in: through memory, never over the disk, and not at all when it is too large."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_four

pytestmark = pytest.mark.django_db(databases="__all__")
STAMPED = "TUYỆT MẬT\n\nQUY ĐỊNH\nvề một việc\n\nĐiều 1. Phạm vi\nMột câu.\n"


def test_a_stamped_upload_leaves_no_temporary_file(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nobody-may-write-here"))
    client.force_login(make_four().cuc.person)
    file = SimpleUploadedFile("van-ban.txt", (STAMPED + "x" * 3_000_000).encode())
    answer = client.post("/van-ban/nhap/", {"tep": file})
    assert answer.status_code == 200
    assert "cơ yếu" in answer.content.decode()
    assert not list(tmp_path.iterdir())


def test_a_request_above_the_limit_is_answered_before_it_is_read(client: Client, settings: object) -> None:
    settings.REQUEST_MAX_BYTES = 1_000  # type: ignore[attr-defined]  # pytest-django's fixture
    client.force_login(make_four().cuc.person)
    answer = client.post("/van-ban/nhap/", {"tep": SimpleUploadedFile("van-ban.txt", b"x" * 2_000)})
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()
