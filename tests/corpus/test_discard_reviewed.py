"""Cancel an import: what waited is gone at once, and nothing tells that it was there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.corpus import papers
from tests.corpus.pages import reviewed, signed_in, upload
from tests.corpus.test_review_import import lying, nothing_is_kept
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.reviewing import discard_reviewed
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")


def test_cancelling_removes_everything_at_once_and_again_does_no_harm(
    four: Four, client: Client, settings: Any
) -> None:
    address, _page = reviewed(signed_in(client, four.cuc), upload(papers.TEXT), upload(papers.NEXT_TEXT))
    for _time in range(2):
        page = client.post(f"{address}huy/", follow=True).content.decode()
        assert "Đã hủy. Không tệp nào được giữ lại." in page
    assert lying(settings.STAGING_FOLDER) == [] and nothing_is_kept()
    assert client.get(address).status_code == 409


def test_another_seat_cancels_nothing_of_mine(four: Four, client: Client, settings: Any) -> None:
    address, _page = reviewed(signed_in(client, four.cuc), upload(papers.TEXT))
    other = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    signed_in(client, other).post(f"{address}huy/")
    assert len(lying(settings.STAGING_FOLDER)) == 2
    with pytest.raises(NotAllowed):
        discard_reviewed("ab" * 16, by=four.an, now=NOW)


def test_a_link_alone_cancels_nothing(four: Four, client: Client) -> None:
    address, _page = reviewed(signed_in(client, four.cuc), upload(papers.TEXT))
    assert client.get(f"{address}huy/").status_code == 405
    assert client.get(address).status_code == 200
