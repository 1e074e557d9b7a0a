"""Who was there and has it on paper, for the clerk, for the person, and for whoever is shown the paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from thongsuot.conferences import permissions
from thongsuot.conferences.folds import ATTENDED, PRESENT
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.figures import presences, standing
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState
from thongsuot.ledger.receipts import Place, place_of, receipt_of
from thongsuot.orgs import qr
from thongsuot.orgs.models import Seat
from thongsuot.orgs.queries.letterheads import letterhead_of
from thongsuot.papers.paper import OfficialPaper, lowered
from thongsuot.people import throttle
from thongsuot.proceedings import rules
from thongsuot.proceedings.certificates import certificate_paper, commitment_of
from thongsuot.proceedings.heads import head_of
from thongsuot.proceedings.models import Certificate


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate, its half days in words, and whether presence still says so."""

    certificate: Certificate
    half_days: tuple[str, ...]
    is_valid: bool

    @property
    def address(self) -> str:
        """Give the public page of the paper."""
        return f"{settings.PUBLIC_URL}{reverse('verify_certificate', args=[self.certificate.code])}"

    @property
    def picture(self) -> SafeString:
        """Draw the address."""
        return qr.picture(self.address)

    @property
    def paper(self) -> OfficialPaper:
        """Give it as an official paper."""
        one = self.certificate
        head = head_of(letterhead_of(one.conference.organisation), "GXN", day_of(one.issued_at))
        post = f"{one.seat.post.name}, {one.seat.organisation.name}"
        link = (self.address.partition("://")[2], qr.picture_file(self.address))
        return certificate_paper(head, one.conference.title, (one.name, post), self.half_days, link)


@dataclass(frozen=True, slots=True)
class CertifyingPage:
    """The certificates of a conference, and how many who came have none yet."""

    conference: Conference
    rows: tuple[Held, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What the public page says of a paper: the name is never among it, only whether a typed one is the paper's."""

    held: Held
    place: Place | None
    is_named: bool | None


def came_of(conference: Conference) -> list[tuple[Seat, list[str]]]:
    """Give who came, each with their half days (items of the ledger) in order."""
    seats: dict[int, Seat] = {}
    found: dict[int, list[str]] = defaultdict(list)
    for each in presences(conference, standing(conference)):
        for seat in each.came:
            seats[seat.pk] = seat
            found[seat.pk].append(each.half_day.item)
    return [(seat, found[pk]) for pk, seat in seats.items()]


def certifying_page(conference_id: int, seat: Seat) -> CertifyingPage:
    """List the certificates of a conference to a keeper of its unit. Raises DoesNotExist for everybody else."""
    permissions.check_keep(seat)
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation", "dissemination")
    conference = kept.prefetch_related("half_days", "guests").get(pk=conference_id)
    rows = held_of(Certificate.objects.newest().filter(conference=conference).order_by("name", "pk"))
    has = {row.certificate.seat_id: row.certificate.half_days for row in rows}
    waiting = sum(1 for who, half_days in came_of(conference) if has.get(who.pk) != half_days)
    return CertifyingPage(conference, tuple(rows), waiting)


def own_certificates(seat: Seat) -> list[Held]:
    """List a person's own, the newest of each conference."""
    return held_of(Certificate.objects.visible_to(seat).newest())


def own_certificate(certificate_id: int, seat: Seat) -> Held:
    """Find one that the person still holds. Raises DoesNotExist for everybody else's, and for one that fell."""
    held = next(iter(held_of(Certificate.objects.visible_to(seat).filter(pk=certificate_id))), None)
    if held is None or not held.is_valid:
        raise Certificate.DoesNotExist
    return held


def verified(code: str, address: str, typed: str = "") -> Verified:
    """Say whether a paper holds. Raises DoesNotExist for a code that is none; who tries many is braked."""
    rows = held_of(Certificate.objects.filter(code=code.lower()))
    one = rows[0].certificate if rows else None
    if one is None:
        throttle.check_not_braked(address)
        throttle.count_failure(address)
        raise Certificate.DoesNotExist
    is_named = None
    if typed:
        throttle.check_not_braked(address)
        is_named = commitment_of(one.code, one.conference.ref, typed, one.half_days) == one.commitment
        if not is_named:
            throttle.count_failure(address)
    return Verified(rows[0], place_of(one.key), is_named)


def receipt(code: str) -> dict[str, object]:
    """Give the receipt of a certificate's entry, with what the paper's holder needs to compute the commitment."""
    one = Certificate.objects.select_related("conference").get(code=code.lower())
    found = receipt_of(one.key)
    rules.check_sealed(is_sealed=found is not None)
    return {"conference": one.conference.ref, "half_days": sorted(one.half_days), **(found or {})}


def held_of(rows: Iterable[Certificate]) -> list[Held]:
    """Set certificates beside presence as it stands; three queries, however many there are."""
    found = list(
        Certificate.objects.filter(pk__in=[row.pk for row in rows])
        .select_related("conference__organisation__parent", "seat__post", "seat__organisation")
        .prefetch_related("conference__half_days")
    )
    places = {row.pk: at for at, row in enumerate(rows)}
    scopes = {row.conference.ref for row in found}
    states = SeatState.objects.of_seats({row.seat_id for row in found}).filter(scope__in=scopes, step=ATTENDED)
    there = set(states.filter(status=PRESENT).values_list("scope", "item", "seat"))
    return [_held(row, there) for row in sorted(found, key=lambda row: places[row.pk])]


def _held(row: Certificate, there: set[tuple[str, str, int]]) -> Held:
    names = {each.item: half_day_name(each) for each in row.conference.half_days.all()}
    is_valid = all((row.conference.ref, item, row.seat_id) in there for item in row.half_days)
    return Held(row, tuple(lowered(names.get(item, item)) for item in row.half_days), is_valid)
