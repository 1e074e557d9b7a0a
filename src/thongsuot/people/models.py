"""Accounts and sign-in: one row a person, and the entry codes that let a person in without a password."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.entries import Actor
from thongsuot.people import codes


class Person(AbstractBaseUser):
    """One person (người) with one account; what they may do comes from their seats, never from here.

    `password_code` is the id of the entry code in whose session the password was set: such a password opens no more
    than that code and ends with it. None: the password is the person's own, given at the machine.
    """

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    phone = models.CharField(_("điện thoại công vụ"), max_length=20, blank=True)
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    is_administrator = models.BooleanField(_("quản trị hệ thống"), default=False)
    joined_at = models.DateTimeField(_("lập tài khoản lúc"))
    joined_by = models.BigIntegerField(_("người lập"), null=True)
    password_code = models.BigIntegerField(_("mật khẩu có được nhờ mã"), null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("người")

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def actor(self) -> Actor:
        """Give the values the ledger keeps of an account that acts without a seat: an administrator, never a name."""
        return Actor(seat=None, person=self.pk, unit="")


class OpenSessionQuerySet(models.QuerySet["OpenSession"]):
    def of(self, person: Person) -> OpenSessionQuerySet:
        """Keep the sessions of one person: nobody sees, or ends, another's."""
        return self.filter(person=person)

    def alive(self, now: datetime) -> OpenSessionQuerySet:
        """Keep those that still open something: not signed out, not run out, and no code behind them taken back."""
        living = Session.objects.filter(expire_date__gt=now, session_key=OuterRef("key"))
        ended = EntryCode.objects.filter(pk=OuterRef("code"), revoked_at__isnull=False)
        return self.filter(Exists(living), ~Exists(ended))


class OpenSession(models.Model):
    """One sign-in that is still open (phiên đăng nhập): on what kind of device, since when, last used on which day.

    No address and no place is kept: whose phone was lost must be told apart, not where people are.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="open_sessions", verbose_name=_("người"))
    key = models.CharField(_("khóa phiên"), max_length=40, unique=True)
    browser = models.CharField(_("trình duyệt"), max_length=20, blank=True)
    system = models.CharField(_("thiết bị"), max_length=20, blank=True)
    code = models.BigIntegerField(_("vào bằng mã"), null=True, blank=True)
    begun_at = models.DateTimeField(_("vào lúc"))
    seen_on = models.DateField(_("dùng gần nhất"))

    objects = OpenSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên đăng nhập")
        ordering: ClassVar[list[str]] = ["-seen_on", "-begun_at"]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.pk}"


class EntryCodeQuerySet(models.QuerySet["EntryCode"]):
    def valid_at(self, now: datetime) -> EntryCodeQuerySet:
        """Keep the codes that are neither revoked nor out of date at `now`."""
        return self.filter(revoked_at=None, expires_at__gt=now)

    def of_unit(self, unit_id: int | None) -> EntryCodeQuerySet:
        """Keep the codes issued for one unit; None keeps those from the machine, which no unit sees."""
        return self.filter(unit_id=unit_id)

    def is_taken_back(self, code_id: int | None) -> bool:
        """Tell whether a code, if there is one, was taken back."""
        return code_id is not None and self.filter(pk=code_id, revoked_at__isnull=False).exists()

    def by_person(self, person_ids: Collection[int], now: datetime) -> dict[int, EntryCode]:
        """Give each of these people the newest valid code that a key at hand can still write, by person id.

        Only after `of_unit` is that one code a person: each unit has its own, and the machine has its own.
        """
        valid = self.valid_at(now).filter(person__in=person_ids, key_id__in=settings.ENTRY_KEYS)
        return {code.person_id: code for code in valid.order_by("pk")}


class EntryCode(models.Model):
    """A personal entry code (mã vào) printed as QR and text; its text is signed and never stored.

    `unit_id` is the unit it was issued for and the only one in whose seats it acts; None: issued at the machine, for
    all seats. An id and no foreign key, since the room of units stands above this one.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="entry_codes", verbose_name=_("người"))
    unit_id = models.BigIntegerField(_("đơn vị được cấp mã"), null=True, blank=True)
    key_id = models.PositiveSmallIntegerField(_("khóa ký"))
    issued_at = models.DateTimeField(_("cấp lúc"))
    issued_by = models.BigIntegerField(_("vị trí cấp"), null=True)
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    revoked_by = models.BigIntegerField(_("vị trí thu hồi"), null=True, blank=True)

    objects = EntryCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mã vào")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False),
                name="people_entrycode_revoked_by_needs_at",
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None) | Q(unit_id__isnull=False), name="people_entrycode_of_a_seat_has_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.pk}"

    def opens(self, unit_id: int) -> bool:
        """Whether a session that rests on this code may act in seats of this unit."""
        return self.unit_id is None or self.unit_id == unit_id

    @property
    def text(self) -> str:
        """Write the text again from the row and its key: six groups of four letters, stored nowhere."""
        return codes.write(codes.NamedCode(self.key_id, self.pk), settings.ENTRY_KEYS[self.key_id])
