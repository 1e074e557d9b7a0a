"""The two ways into the ledger, `record` and `append`, and the two errands one may send the writer on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import reactions, transport
from thongsuot.ledger.client import no_answer
from thongsuot.ledger.entries import Actor, Answer, Draft, Json, Receipt, fitting


class Aside(TypedDict, total=False):
    """What few entries need: `derived` follows from the moment and may differ in a retry; `private` stays erasable."""

    derived: Mapping[str, Json]
    private: str


def record(event: str, *, subject: str, by: Actor, at: datetime, facts: Mapping[str, Json], private: str = "") -> UUID:
    """Keep what an ordinary action did: one outbox row in the caller's own transaction, and then its reactions.

    Takes no lock; the writer moves the row into the ledger within a second under the key returned here. Outside of
    `atomic()` the row could outlive a change that failed, or the reverse, so that is a RuntimeError.
    """
    from thongsuot.ledger.models import OutboxRow  # actions may be imported before the apps are ready

    draft = Draft(event, new_key(), by, at, subject, facts, {}, private)
    if not connections[OutboxRow.objects.db].in_atomic_block:
        raise RuntimeError("record belongs inside the transaction of the change it tells of")
    OutboxRow.objects.create(key=draft.key, draft=fitting(draft).decode())
    reactions.run(draft)
    return draft.key


def append(
    event: str,
    *,
    key: UUID,
    by: Actor,
    at: datetime,
    subject: str,
    facts: Mapping[str, Json],
    **aside: Unpack[Aside],
) -> Receipt:
    """Keep what one person did and answer once it is on disk, folded and visible to every reader.

    The same `key` of the same person answers with the first receipt (`repeated`) when event, subject, facts and private
    text are the same, and is refused as `key_reused` when they are not. Without an answer it raises OutcomeUnknown:
    send the same again.
    """
    draft = Draft(event, key, by, at, subject, facts, aside.get("derived", {}), aside.get("private", ""))
    return _receipt(transport.current().append(draft))


def drain() -> None:
    """Wait until everything recorded before this call is in the ledger. RuntimeError names rows that cannot enter."""
    stuck = transport.current().drain()
    if stuck:
        raise RuntimeError(f"{stuck} outbox rows cannot enter the ledger; the writer's log says why")


def erase_private(seq: int, *, by: Actor, at: datetime) -> Receipt:
    """Erase the private text and the salt of one entry for ever, and keep the fact that it was done.

    The entry, its digest and the tree stay as they are: nobody can tell from the digest what the text was.
    """
    return _receipt(transport.current().erase(seq, by, at))


def _receipt(answer: Answer) -> Receipt:
    if isinstance(answer, Receipt):
        return answer
    match answer.code:
        case "key_reused":
            raise Refusal("key_reused", _("Nội dung gửi lại khác với lần trước. Hãy tải lại trang rồi làm lại."))
        case "nothing_to_erase":
            raise Refusal("nothing_to_erase", _("Mục này không còn nội dung riêng nào để xóa."))
        case "invalid":
            raise RuntimeError(f"the writer could not keep this entry: {answer.detail}")
    raise no_answer()
