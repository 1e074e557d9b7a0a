"""The hierarchy: units with their dates, posts, seats and who stands in for whom; lists handed in; API tokens."""

from thongsuot.orgs.models.delegations import Delegation, DelegationQuerySet
from thongsuot.orgs.models.intakes import Intake
from thongsuot.orgs.models.letterheads import Letterhead
from thongsuot.orgs.models.powers import Power
from thongsuot.orgs.models.seats import Post, Seat, SeatQuerySet
from thongsuot.orgs.models.tokens import ApiToken
from thongsuot.orgs.models.units import FormerPlace, Level, Organisation, OrganisationLink, OrganisationQuerySet, on_day

__all__ = [
    "ApiToken",
    "Delegation",
    "DelegationQuerySet",
    "FormerPlace",
    "Intake",
    "Letterhead",
    "Level",
    "Organisation",
    "OrganisationLink",
    "OrganisationQuerySet",
    "Post",
    "Power",
    "Seat",
    "SeatQuerySet",
    "on_day",
]
