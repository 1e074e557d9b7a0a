"""Drop an exception: the rule alone says again whether a seat must study."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.drafting import publish_dissemination
from thongsuot.cascade.actions.naming import Named, drop_exception, make_exception
from thongsuot.cascade.models import AudienceException
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def made(four: Four) -> AudienceException:
    draft = make_dissemination(four.cuc, published=False)
    return make_exception(draft.pk, named=Named(four.an.pk, "excluded", "Đi học xa."), by=four.cuc, now=NOW)


def test_who_was_exempt_owes_again(four: Four, made: AudienceException) -> None:
    drive = drop_exception(made.pk, by=four.cuc, now=NOW)
    (entry,) = told("cascade.exception.dropped")
    assert (entry.subject, entry.facts) == (drive.ref, {"seat": four.an.pk, "kind": "excluded"})
    publish_dissemination(drive.pk, by=four.cuc, now=NOW)
    assert len(duties_of(four.an, NOW)) == 1


def test_what_went_out_stays_as_it_was(four: Four, made: AudienceException) -> None:
    publish_dissemination(made.dissemination_id, by=four.cuc, now=NOW)
    with expect_refusal("already_published"):
        drop_exception(made.pk, by=four.cuc, now=NOW)


def test_only_the_office_that_wrote_the_draft_drops(four: Four, made: AudienceException) -> None:
    with expect_refusal("office_only"):
        drop_exception(made.pk, by=four.binh, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        drop_exception(made.pk, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)


def test_through_the_door_it_is_one_press(four: Four, made: AudienceException) -> None:
    cuc, address = enter(four.cuc), f"/quan-triet/{made.dissemination_id}/ngoai-le/"
    assert "Trần Văn An" in text_of(page(cuc, address))
    assert cuc.post(f"/quan-triet/ngoai-le/{made.pk}/bo/").headers["Location"] == address
    assert "Đợt này chưa thêm, chưa miễn ai theo tên" in text_of(page(cuc, address))
