"""Open the original of a document: whoever may read it may have the file, and it is known who had it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.corpus import papers
from tests.factories import NOW, Four
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.actions.opening import open_original
from thongsuot.corpus.models import Manifestation
from thongsuot.files.models import FileOpening

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def held() -> Manifestation:
    return import_document(papers.docx(), name="Quy định 118.docx", by=None, now=NOW).manifestations.get()


def test_the_opening_is_written_down(held: Manifestation, four: Four) -> None:
    file = open_original(held.pk, by=four.an, now=NOW)
    assert file == held.file
    assert FileOpening.objects.get().opened_by == four.an.pk


def test_the_page_hands_out_the_very_bytes(held: Manifestation, four: Four, client: Client) -> None:
    client.force_login(four.dung.person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(f"/van-ban/tep/{held.pk}/")
    assert b"".join(response.streaming_content) == papers.docx()  # type: ignore[attr-defined]
    assert "attachment" in response["Content-Disposition"]
    assert FileOpening.objects.get().opened_by == four.dung.pk


def test_what_is_absent_is_not_found_and_nobody_opens_unnamed(held: Manifestation, four: Four, client: Client) -> None:
    assert client.get(f"/van-ban/tep/{held.pk}/").status_code == 302
    client.force_login(four.an.person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/van-ban/tep/{held.pk + 1}/").status_code == 404
    assert client.post(f"/van-ban/tep/{held.pk}/").status_code == 405
    assert not FileOpening.objects.exists()
