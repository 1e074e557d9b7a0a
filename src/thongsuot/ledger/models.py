"""Rows of the ledger. Entries hold ids and digests, never names; nothing here points to another room by foreign key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models

from thongsuot.ledger.entries import EVENT_MAX, SUBJECT_MAX, UNIT_MAX


class OutboxRow(models.Model):
    """One draft waiting in the main database for the writer; deleted only after the ledger has it on disk."""

    key = models.UUIDField(unique=True)
    draft = models.TextField()

    def __str__(self) -> str:
        return str(self.key)


class Entry(models.Model):
    """One line of the ledger: `body` is the truth, `leaf` its hash, the other columns let it be found."""

    seq = models.BigAutoField(primary_key=True)  # given by the writer; this type is SQLite's rowid, a bigint is not
    body = models.BinaryField()
    leaf = models.BinaryField()
    event = models.CharField(max_length=EVENT_MAX)
    subject = models.CharField(max_length=SUBJECT_MAX)
    person = models.BigIntegerField(null=True)
    seat = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=UNIT_MAX)
    key = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "event"], name="ledger_entry_subject"),
            models.Index(fields=["seat"], name="ledger_entry_seat"),  # one's own entries: 0.03 ms, not 80, of 300,000
        ]
        constraints = [
            models.UniqueConstraint(fields=["key", "person"], name="ledger_entry_key_of_person"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(person__isnull=True), name="ledger_entry_key_of_system"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class PrivateText(models.Model):
    """Text of an entry that may be erased; the entry keeps only a digest that is worthless without this salt."""

    seq = models.BigAutoField(primary_key=True)
    salt = models.BinaryField()
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.seq)


class SeatStateQuerySet(models.QuerySet["SeatState"]):
    """Ask what happened to seats; several conditions chain."""

    def of_seat(self, seat: int) -> Self:
        """Keep the states of one seat."""
        return self.filter(seat=seat)

    def of_seats(self, seats: Iterable[int]) -> Self:
        """Keep the states of these seats: the other half of "who has not"; a unit's seats, not a country's."""
        return self.filter(seat__in=list(seats))

    def in_scope(self, scope: str) -> Self:
        """Keep the states of one scope, such as a dissemination."""
        return self.filter(scope=scope)

    def at_step(self, item: str, step: str) -> Self:
        """Keep the states of one item (an expression) at one step."""
        return self.filter(item=item, step=step)


class SeatState(models.Model):
    """How far one seat came with one item of one scope at one step; folded from entries, so `recount` can prove it."""

    scope = models.CharField(max_length=SUBJECT_MAX)
    item = models.CharField(max_length=100)
    step = models.CharField(max_length=40)
    seat = models.BigIntegerField()
    status = models.CharField(max_length=40)
    rank = models.IntegerField()
    at = models.DateTimeField()
    late = models.BooleanField()
    unit = models.CharField(max_length=UNIT_MAX)
    seq = models.BigIntegerField()
    tier = models.CharField(max_length=20, default="")

    objects = SeatStateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["seat", "scope"], name="ledger_seatstate_seat")]
        constraints = [
            models.UniqueConstraint(fields=["scope", "item", "step", "seat"], name="ledger_seatstate_one_each")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.step} {self.seat}: {self.status}"


class UnitCountQuerySet(models.QuerySet["UnitCount"]):
    """Ask for the counters of units."""

    def for_units(self, scope: str, units: Iterable[int]) -> Self:
        """Keep the counters of these organisation ids, each with everything below it."""
        return self.filter(scope=scope, unit__in=list(units))

    def at_step(self, item: str, step: str) -> Self:
        """Keep the counters of one item (an expression) at one step."""
        return self.filter(item=item, step=step)


class UnitCount(models.Model):
    """How many seats of one unit and everything below it stand at one status, and how many of them came late.

    One row for each tier: a unit above others has as many as there are levels, not as there are units below.
    """

    scope = models.CharField(max_length=SUBJECT_MAX)
    unit = models.BigIntegerField()
    item = models.CharField(max_length=100)
    step = models.CharField(max_length=40)
    status = models.CharField(max_length=40)
    number = models.BigIntegerField()
    late = models.BigIntegerField()
    tier = models.CharField(max_length=20, default="")

    objects = UnitCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "unit", "item", "step", "status", "tier"], name="ledger_unitcount_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.unit} {self.step} {self.status}: {self.number}"


class Frontier(models.Model):
    """The one row of the Merkle tree: its size, its full subtrees and its root."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()
    peaks = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_frontier_one_row")]

    def __str__(self) -> str:
        return str(self.size)


class SignedHead(models.Model):
    """What the tree was at one moment, signed; `kept` ones stay for ever and are handed to witnesses."""

    size = models.BigIntegerField(db_index=True)
    root = models.BinaryField()
    at = models.DateTimeField()
    key_id = models.IntegerField()
    signature = models.BinaryField()
    kept = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.size} {self.at:%Y-%m-%d %H:%M:%S}"
