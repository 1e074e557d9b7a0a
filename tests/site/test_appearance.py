"""Pages look as the device asks until its reader chooses: light, dark, high contrast."""

from __future__ import annotations

import pytest

from tests.cascade.doors import enter, page
from tests.factories import Four, make_four

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def four() -> Four:
    return make_four()


def test_what_was_chosen_holds_on_every_page_of_this_device_until_it_is_taken_back(four: Four) -> None:
    client = enter(four.an)
    assert "data-theme" not in page(client, "/quan-triet/")
    client.post("/tai-khoan/giao-dien/", {"giao-dien": "contrast"})
    assert '<html lang="vi" data-theme="contrast">' in page(client, "/quan-triet/")
    assert 'value="contrast" aria-pressed="true"' in page(client, "/cua-toi/")
    assert "data-theme" not in page(enter(four.an), "/quan-triet/")
    client.post("/tai-khoan/giao-dien/", {"giao-dien": ""})
    assert "data-theme" not in page(client, "/quan-triet/")


def test_a_colour_we_do_not_know_changes_nothing_and_reaches_no_page(four: Four) -> None:
    client = enter(four.an)
    client.post("/tai-khoan/giao-dien/", {"giao-dien": '"><script>'})
    client.cookies["giao-dien"] = "rose"
    assert "data-theme" not in page(client, "/quan-triet/")
