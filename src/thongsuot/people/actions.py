"""What changes an account: the first administrator, passwords, and entry codes from issue to use to revocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Json
from thongsuot.people import codes, throttle
from thongsuot.people.models import EntryCode, Person

CODE_DAYS = 90
ENTERS_BY_CODE = Q(is_active=True, is_administrator=False)


class Acting(Protocol):
    """Whoever can be named in the ledger: a person, or a seat of the room above."""

    def actor(self) -> Actor: ...


def make_administrator(username: str, *, password: str, now: datetime) -> bool:
    """Make the account that may set up the installation; False when it is there, which then stays as it is."""
    with transaction.atomic():
        if Person.objects.filter(username=username).exists():
            return False
        person = Person(username=username, full_name=_("Quản trị hệ thống"), is_administrator=True, joined_at=now)
        _check_password(password, person)
        person.set_password(password)
        person.save()
        ledger.record("people.administrator.made", subject=_ref(person.pk), by=SYSTEM, at=now, facts={})
    return True


def set_password(person_id: int, *, password: str, by: Acting | None, now: datetime) -> Person:
    """Give an account a new password; Refusal with the reasons when it is too easy. The ledger keeps that, not what."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        _check_password(password, person)
        person.set_password(password)
        person.save(update_fields=["password"])
        ledger.record("people.password.set", subject=_ref(person_id), by=_actor(by), at=now, facts={})
    return person


def issue_entry_codes(
    person_ids: Sequence[int], *, by: Acting | None, now: datetime, days: int = CODE_DAYS
) -> list[EntryCode]:
    """Give each of these people one valid code, in order of person; a code that is valid stays what it is.

    An administrator gets none: whoever prints a code could use it, and a unit's clerk must not become administrator.
    """
    actor = _actor(by)
    with transaction.atomic():
        people = Person.objects.select_for_update().filter(ENTERS_BY_CODE).in_bulk(person_ids)
        standing = EntryCode.objects.by_person(list(people), now)
        new = [_new_code(person, actor, now, days) for person in people if person not in standing]
        EntryCode.objects.bulk_create(new)
        if new:
            facts: dict[str, Json] = {
                "codes": [code.pk for code in new],
                "people": [code.person_id for code in new],
                "days": days,
            }
            ledger.record("people.entry_codes.issued", subject="people.entry_codes", by=actor, at=now, facts=facts)
    standing |= {code.person_id: code for code in new}
    return [standing[person] for person in sorted(standing)]


def issue_entry_code(person_id: int, *, by: Acting | None, now: datetime, days: int = CODE_DAYS) -> EntryCode:
    """Give one person a new code and end the earlier ones: the paper that was lost must not open the door."""
    actor = _actor(by)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(ENTERS_BY_CODE, pk=person_id)
        earlier = EntryCode.objects.filter(person=person).valid_at(now)
        ended = sorted(earlier.values_list("pk", flat=True))
        earlier.update(revoked_at=now, revoked_by=actor.seat)
        code = _new_code(person.pk, actor, now, days)
        code.save()
        facts: dict[str, Json] = {"codes": [code.pk], "people": [person.pk], "days": days, "revoked": ended}
        ledger.record("people.entry_codes.issued", subject=_ref(person.pk), by=actor, at=now, facts=facts)
    return code


def revoke_entry_code(code_id: int, *, by: Acting | None, now: datetime) -> EntryCode:
    """End a code from this moment on; a second time changes nothing."""
    with transaction.atomic():
        code = EntryCode.objects.select_for_update().get(pk=code_id)
        if code.revoked_at is None:
            actor = _actor(by)
            code.revoked_at, code.revoked_by = now, actor.seat
            code.save(update_fields=["revoked_at", "revoked_by"])
            subject, facts = _ref(code.person_id), {"code": code_id}
            ledger.record("people.entry_code.revoked", subject=subject, by=actor, at=now, facts=facts)
    return code


def enter_with_code(text: str, *, address: str, may_enter: Callable[[int], bool], now: datetime) -> Person:
    """Let in the person whose code this is; `may_enter` asks the room above whether they hold a seat today.

    Unknown, forged, revoked and expired codes get one and the same sentence: nobody learns which it was. Only codes we
    never signed are braked: a whole hall enters from one address, and a few who mistype must not shut out the others.
    """
    named = codes.read(text, settings.ENTRY_KEYS)
    if named is None:
        throttle.check_not_braked(address)
        throttle.count_failure(address)
    person = _holder(named, now) if named else None
    if person is None or not may_enter(person.pk):
        raise Refusal(
            "code_not_valid",
            _("Mã này không mở được. Kiểm tra lại từng nhóm ký tự, hoặc hỏi văn thư đơn vị để lấy mã mới."),
        )
    with transaction.atomic():
        ledger.record("people.person.entered", subject=_ref(person.pk), by=person.actor(), at=now, facts={"by": "code"})
    return person


def _holder(named: codes.NamedCode, now: datetime) -> Person | None:
    valid = EntryCode.objects.valid_at(now).filter(pk=named.code_id, key_id=named.key_id)
    person_ids = valid.values("person")
    return Person.objects.filter(ENTERS_BY_CODE, pk__in=person_ids).first()


def _new_code(person_id: int, actor: Actor, now: datetime, days: int) -> EntryCode:
    return EntryCode(
        person_id=person_id,
        key_id=max(settings.ENTRY_KEYS),
        issued_at=now,
        issued_by=actor.seat,
        expires_at=now + timedelta(days=days),
    )


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal("password_too_easy", " ".join(weak.messages)) from weak


def _actor(by: Acting | None) -> Actor:
    return SYSTEM if by is None else by.actor()


def _ref(person_id: int) -> str:
    return f"people.person:{person_id}"
