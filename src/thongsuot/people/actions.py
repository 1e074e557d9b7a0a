"""What changes an account: the first administrator, passwords, and entry codes from issue to use to revocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Json
from thongsuot.people import codes, throttle
from thongsuot.people.models import EntryCode, OpenSession, Person

CODE_DAYS = 90
ENTERS_BY_CODE = Q(is_active=True, is_administrator=False)
MayEnter: TypeAlias = Callable[[int, int | None], bool]  # person id, unit id of the code (None: any unit)


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that begins: its key, on which browser and system as far as they say, and the code it rests on."""

    key: str
    browser: str
    system: str
    code: int | None


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


def set_password(
    person_id: int, *, password: str, by: Acting | None, now: datetime, code: EntryCode | None = None
) -> Person:
    """Give an account a new password; Refusal with the reasons when it is too easy. The ledger keeps that, not what.

    `code` is the one that the session rests on: whoever printed it may have chosen this password, so that it lasts no
    longer and opens no more than the code. None says that the person's own password, or the machine, stands behind it.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        _check_password(password, person)
        person.set_password(password)
        person.password_code = code.pk if code else None
        person.save(update_fields=["password", "password_code"])
        if by is None:
            OpenSession.objects.of(person).delete()
        facts: dict[str, Json] = {"code": person.password_code}
        ledger.record("people.password.set", subject=_ref(person_id), by=_actor(by), at=now, facts=facts)
    return person


def issue_entry_codes(
    person_ids: Sequence[int], *, by: Acting | None, now: datetime, unit_id: int | None = None, days: int = CODE_DAYS
) -> list[EntryCode]:
    """Give each of these people one valid code for a unit, in order of person; a code that is valid stays what it is.

    Without a unit, the code opens every seat of its person: only the machine may, and a seat gets ValueError.
    An administrator gets none: whoever prints a code could use it, and a unit's clerk must not become administrator.
    """
    actor = _issuer(by, unit_id)
    with transaction.atomic():
        people = Person.objects.select_for_update().filter(ENTERS_BY_CODE).in_bulk(person_ids)
        standing = EntryCode.objects.of_unit(unit_id).by_person(list(people), now)
        new = [
            _new_code(EntryCode(person_id=person, unit_id=unit_id), actor, now, days)
            for person in people
            if person not in standing
        ]
        EntryCode.objects.bulk_create(new)
        if new:
            facts: dict[str, Json] = {
                "codes": [code.pk for code in new],
                "people": [code.person_id for code in new],
                "unit": unit_id,
                "days": days,
            }
            ledger.record("people.entry_codes.issued", subject="people.entry_codes", by=actor, at=now, facts=facts)
    standing |= {code.person_id: code for code in new}
    return [standing[person] for person in sorted(standing)]


def issue_entry_code(
    person_id: int, *, by: Acting | None, now: datetime, unit_id: int | None = None, days: int = CODE_DAYS
) -> EntryCode:
    """Give one person a new code for a unit and end the earlier ones: lost paper must not open the door.

    The codes of other units, and the machine's, stay what they are. A password that earlier paper of this unit gave
    ends too. ValueError for a seat that names no unit, as for many.
    """
    actor = _issuer(by, unit_id)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(ENTERS_BY_CODE, pk=person_id)
        earlier = EntryCode.objects.of_unit(unit_id).filter(person=person).valid_at(now)
        ended = sorted(earlier.values_list("pk", flat=True))
        earlier.update(revoked_at=now, revoked_by=actor.seat)
        password_ended = _end_password(person, unit_id)
        code = _new_code(EntryCode(person=person, unit_id=unit_id), actor, now, days)
        code.save()
        facts: dict[str, Json] = {"codes": [code.pk], "people": [person.pk], "unit": unit_id, "days": days}
        facts |= {"revoked": ended, "password_ended": password_ended}
        ledger.record("people.entry_codes.issued", subject=_ref(person.pk), by=actor, at=now, facts=facts)
    return code


def revoke_entry_code(code_id: int, *, by: Acting | None, now: datetime) -> EntryCode:
    """End a code from this moment on, with the password that such paper gave; a second time changes nothing."""
    with transaction.atomic():
        holder = EntryCode.objects.values("person").filter(pk=code_id)
        person = Person.objects.select_for_update().filter(pk__in=holder).first()
        code = EntryCode.objects.select_for_update().get(pk=code_id)
        if person and code.revoked_at is None:
            actor = _actor(by)
            code.revoked_at, code.revoked_by = now, actor.seat
            code.save(update_fields=["revoked_at", "revoked_by"])
            facts: dict[str, Json] = {"code": code_id, "password_ended": _end_password(person, code.unit_id)}
            subject = _ref(code.person_id)
            ledger.record("people.entry_code.revoked", subject=subject, by=actor, at=now, facts=facts)
    return code


def begin_session(session: Begun, *, by: Person, now: datetime) -> OpenSession:
    """Write down that somebody signed in, so that they see it and can end it; sessions that are over are forgotten.

    The ledger keeps it of who came with a password; of who came with a code it has said so already.
    """
    with transaction.atomic():
        mine = OpenSession.objects.of(by)
        mine.exclude(pk__in=mine.alive(now).values("pk")).delete()
        mine.filter(key=session.key).delete()  # somebody signed in already signs in once more
        row = OpenSession.objects.create(person=by, begun_at=now, seen_on=day_of(now), **asdict(session))
        if session.code is None:
            facts: dict[str, Json] = {"by": "password", "session": row.pk}
            ledger.record("people.person.entered", subject=_ref(by.pk), by=by.actor(), at=now, facts=facts)
    return row


def end_sessions(session_ids: Sequence[int], *, by: Person, now: datetime) -> int:
    """End some of one's own sessions at once, wherever they are open, and say how many there were."""
    with transaction.atomic():
        mine = OpenSession.objects.of(by)
        rows = list(mine.filter(pk__in=session_ids).values_list("pk", "key"))
        Session.objects.filter(session_key__in=[key for _pk, key in rows]).delete()
        mine.filter(pk__in=[pk for pk, _key in rows]).delete()
        if rows:
            facts: dict[str, Json] = {"sessions": [pk for pk, _key in rows]}
            ledger.record("people.sessions.ended", subject=_ref(by.pk), by=by.actor(), at=now, facts=facts)
    return len(rows)


def enter_with_code(text: str, *, address: str, may_enter: MayEnter, now: datetime) -> Person:
    """Let in the person whose code this is; `may_enter` asks the room above whether they hold a seat of its unit today.

    Unknown, forged, revoked and expired codes get one and the same sentence: nobody learns which it was. Only codes we
    never signed are braked: a whole hall enters from one address, and a few who mistype must not shut out the others.
    """
    named = throttle.check_ours(text, settings.ENTRY_KEYS, address)
    code = _valid(named, now) if named else None
    if code is None or not may_enter(code.person_id, code.unit_id):
        raise Refusal(
            "code_not_valid",
            _("Mã này không mở được. Kiểm tra lại từng nhóm ký tự, hoặc hỏi văn thư đơn vị để lấy mã mới."),
        )
    with transaction.atomic():
        person = code.person
        facts: dict[str, Json] = {"by": "code", "code": code.pk}
        ledger.record("people.person.entered", subject=_ref(person.pk), by=person.actor(), at=now, facts=facts)
    return person


def _valid(named: codes.NamedCode, now: datetime) -> EntryCode | None:
    people = Person.objects.filter(ENTERS_BY_CODE)
    valid = EntryCode.objects.valid_at(now).filter(pk=named.code_id, key_id=named.key_id, person__in=people)
    return valid.select_related("person").first()


def _new_code(code: EntryCode, actor: Actor, now: datetime, days: int) -> EntryCode:
    code.key_id = max(settings.ENTRY_KEYS)
    code.issued_at, code.issued_by = now, actor.seat
    code.expires_at = now + timedelta(days=days)
    return code


def _end_password(person: Person, unit_id: int | None) -> bool:
    """Make a password unusable that paper of this unit gave, and so end its sessions; say whether there was one.

    Any paper of the unit, also one that ran out: a password outlives the day on the paper, and when it is to end, it is
    the newest code that stands on the sheet to be taken back.
    """
    of_unit = EntryCode.objects.of_unit(unit_id).filter(person=person)
    if person.password_code is None or not of_unit.filter(pk=person.password_code).exists():
        return False
    person.set_unusable_password()
    person.password_code = None
    person.save(update_fields=["password", "password_code"])
    return True


def _issuer(by: Acting | None, unit_id: int | None) -> Actor:
    if by is not None and unit_id is None:
        raise ValueError("a code for all seats is issued at the machine alone")
    return _actor(by)


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal("password_too_easy", " ".join(weak.messages)) from weak


def _actor(by: Acting | None) -> Actor:
    return SYSTEM if by is None else by.actor()


def _ref(person_id: int) -> str:
    return f"people.person:{person_id}"
