"""The hierarchy: organisations with their dates, the posts in them, and who holds which seat from when to when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.entries import Actor
from thongsuot.people.models import Person


def on_day(day: date, of: str = "") -> Q:
    """Ask for periods `valid_from` … `valid_to` that hold `day`, both ends included; `of` leads to them ("seat__")."""
    is_open = Q((f"{of}valid_to", None)) | Q((f"{of}valid_to__gte", day))
    return is_open & Q((f"{of}valid_from__lte", day))


class Level(models.TextChoices):
    """How high a unit stands (cấp); since July 2025 there is no district between city and ward."""

    CITY = "city", _("cấp thành phố, tỉnh")
    WARD = "ward", _("cấp phường, xã")
    CELL = "cell", _("cấp chi bộ")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing_on(self, day: date) -> Self:
        """Keep the units that exist on `day`."""
        return self.filter(on_day(day))

    def below(self, unit_id: int) -> Self:
        """Keep a unit and everything under it."""
        return self.filter(upward__ancestor_id=unit_id)

    def visible_to(self, seat: Seat) -> Self:
        """Keep the seat's own unit and the units below it: every other unit looks absent."""
        return self.below(seat.organisation_id)

    def in_hand_of(self, by: Seat | Person) -> Self:
        """Keep the units whose place in the tree an actor may see: all for the administrator, else as `visible_to`."""
        if by.is_administrator if isinstance(by, Person) else by.person.is_administrator:
            return self.all()
        return self.visible_to(by) if isinstance(by, Seat) else self.none()


class Organisation(models.Model):
    """One unit of the hierarchy (tổ chức, đơn vị): W3C ORG's Organization."""

    class Kind(models.TextChoices):
        PARTY_COMMITTEE = "party_committee", _("cấp ủy")
        AGENCY = "agency", _("cơ quan, sở, ngành")
        WARD = "ward", _("phường")
        COMMUNE = "commune", _("xã")
        SPECIAL_ZONE = "special_zone", _("đặc khu")
        CELL = "cell", _("chi bộ")

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    path = models.CharField(_("đường dẫn"), max_length=200, db_index=True, blank=True)
    valid_from = models.DateField(_("thành lập ngày"))
    valid_to = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="succeeds", verbose_name=_("đơn vị kế tục")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="orgs_organisation_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """Name this unit in the ledger."""
        return f"orgs.organisation:{self.pk}"


class FormerPlace(models.Model):
    """What a unit was called and under whom it stood, from one day to another (tên và chỗ đứng trước đây).

    Only what is past is kept here: what holds now stands in the unit itself, since the day after the last of these.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="places", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=Organisation.Kind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị cấp trên")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"))

    class Meta:
        verbose_name = _("tên và chỗ đứng trước đây")
        ordering: ClassVar[list[str]] = ["organisation", "valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="orgs_formerplace_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "valid_from"], name="orgs_formerplace_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from}…{self.valid_to})"


class OrganisationLink(models.Model):
    """One pair of the closure table (bao đóng): every unit with itself and each unit above it."""

    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="downward", verbose_name=_("trên"))
    descendant = models.ForeignKey(Organisation, models.CASCADE, related_name="upward", verbose_name=_("dưới"))
    depth = models.PositiveSmallIntegerField(_("khoảng cách"))

    class Meta:
        verbose_name = _("quan hệ trên dưới")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="orgs_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id}>{self.descendant_id}"


class Post(models.Model):
    """A post (chức vụ): what a seat is called and which kind of duty it carries."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("người đứng đầu")
        DEPUTY = "deputy", _("cấp phó")
        COMMITTEE = "committee", _("ủy viên")
        STAFF = "staff", _("chuyên viên, văn phòng")
        MEMBER = "member", _("đảng viên")

    name = models.CharField(_("tên chức vụ"), max_length=120, unique=True)
    kind = models.CharField(_("nhóm chức vụ"), max_length=12, choices=Kind.choices)

    class Meta:
        verbose_name = _("chức vụ")

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def held_on(self, day: date) -> Self:
        """Keep the seats that somebody holds on `day`."""
        return self.filter(on_day(day))

    def in_reach_of(self, unit_id: int | None) -> Self:
        """Keep the seats that an entry code for this unit opens; None is a code for all of them."""
        return self if unit_id is None else self.filter(organisation_id=unit_id)

    def in_standing_units(self, day: date) -> Self:
        """Keep the seats of units that exist on `day`: a unit that ended owes nothing, even with seats left open."""
        return self.filter(on_day(day, "organisation__"))

    def visible_to(self, seat: Seat) -> Self:
        """Keep the seats whose holder's name `seat` may see: its own, and all of its unit for a keeper."""
        if seat.is_keeper:
            return self.filter(organisation_id=seat.organisation_id)
        return self.filter(pk=seat.pk)

    def callable_from(self, seat: Seat) -> Self:
        """Keep who answers for a unit below the seat's own, for whoever keeps that: the ones to call, nobody else."""
        if not seat.is_keeper:
            return self.none()
        below = OrganisationLink.objects.filter(ancestor=seat.organisation_id, depth__gt=0)
        return self.filter(role__in=Seat.Role.keepers(), organisation__in=below.values("descendant"))


class Seat(models.Model):
    """One person in one post of one unit (vị trí) between two days; seats act, not accounts."""

    class Role(models.TextChoices):
        OFFICE = "office", _("văn phòng cấp ủy")
        HEAD = "head", _("người đứng đầu")
        CLERK = "clerk", _("văn thư, thư ký")
        MEMBER = "member", _("thành viên")

        @classmethod
        def keepers(cls) -> tuple[str, ...]:
            """Name the roles that answer for their unit."""
            return (cls.CLERK, cls.HEAD, cls.OFFICE)

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name=_("người"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats", verbose_name=_("đơn vị"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats", verbose_name=_("chức vụ"))
    role = models.CharField(_("vai trò"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("vị trí")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "valid_from", "valid_to"], name="orgs_seat_held"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="orgs_seat_dates_in_order"
            ),
            models.UniqueConstraint(fields=["person", "organisation", "post", "valid_from"], name="orgs_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}@{self.organisation_id}"

    @property
    def is_keeper(self) -> bool:
        """Whether this seat answers for its unit (clerk, head, office), and so sees the names in it; never below it."""
        return self.role in Seat.Role.keepers()

    def actor(self) -> Actor:
        """Give the values the ledger keeps of who acts: ids and the unit's path, never a name."""
        return Actor(seat=self.pk, person=self.person_id, unit=self.organisation.path)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, by: Seat | Person) -> Self:
        """Keep the lists that this person handed in: names stand in them, so not even another office sees them."""
        return self.filter(handed_in_by=by.person_id if isinstance(by, Seat) else by.pk)

    def at_work(self) -> Self:
        """Keep the one list that is being read or taken in."""
        return self.filter(turn__isnull=False)


class Intake(models.Model):
    """One list of units and people handed in (lượt nhập danh sách): read, shown, and then taken in or dropped.

    What stands in the list lies in private files (`keeping`), never here; here are its states and counts. `turn` is 1
    while the list is worked on and else empty: being unique, it lets one list at a time be.
    """

    class State(models.TextChoices):
        READING = "reading", _("đang đọc")
        FAULTY = "faulty", _("có ô phải sửa")
        SHOWN = "shown", _("chờ thực hiện")
        TAKING = "taking", _("đang nhập")
        DONE = "done", _("đã nhập")
        DROPPED = "dropped", _("đã bỏ")
        REFUSED = "refused", _("không nhập được")

    token = models.CharField(_("tên thư mục"), max_length=32, unique=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.READING)
    turn = models.PositiveSmallIntegerField(_("lượt đang chạy"), null=True, blank=True, unique=True)
    handed_in_at = models.DateTimeField(_("đưa vào lúc"))
    handed_in_by = models.BigIntegerField(_("người đưa vào"))
    seat = models.BigIntegerField(_("vị trí đưa vào"), null=True, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=8)
    is_begun = models.BooleanField(_("đã bắt đầu"), default=False)
    is_over = models.BooleanField(_("đã xong"), default=False)
    expires_at = models.DateTimeField(_("giữ đến"))
    faults = models.PositiveIntegerField(_("số ô phải sửa"), default=0)
    counts = models.JSONField(_("số thay đổi"), default=dict)
    digest = models.CharField(_("mã băm của thay đổi"), max_length=64, blank=True)
    answer = models.CharField(_("câu trả lời"), max_length=300, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt nhập danh sách")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"

    @property
    def ref(self) -> str:
        """Name this intake in the ledger."""
        return f"orgs.intake:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether the work on it is ordered and has not begun."""
        return self.turn is not None and not self.is_begun


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the tokens of this very seat: nobody sees, or ends, another's."""
        return self.filter(seat_id=seat.pk)

    def valid_on(self, day: date) -> Self:
        """Keep the tokens that open the API on `day`: not ended, not out of date, of a seat held in a standing unit."""
        held = on_day(day, "seat__") & on_day(day, "seat__organisation__")
        return self.filter(held, revoked_at=None, expires_on__gte=day, seat__person__is_active=True)


class ApiToken(models.Model):
    """A key for another system (mã API) that acts as one seat until a day; only the hash of its text is kept."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="api_tokens", verbose_name=_("vị trí"))
    name = models.CharField(_("dùng cho"), max_length=120)
    sha256 = models.CharField(_("dấu vân tay của mã"), max_length=64, unique=True)
    expires_on = models.DateField(_("ngày cuối cùng"))
    issued_at = models.DateTimeField(_("lập lúc"))
    issued_by = models.BigIntegerField(_("vị trí lập"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    revoked_by = models.BigIntegerField(_("vị trí thu hồi"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("mã API")
        ordering: ClassVar[list[str]] = ["-issued_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="orgs_apitoken_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name
