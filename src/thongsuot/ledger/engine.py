"""The one writer of the ledger: batches in, sequence, bytes, tree, states and counters out, all in one transaction."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError

from thongsuot.kernel.ids import key_from
from thongsuot.ledger import outbox, store
from thongsuot.ledger.entries import (
    Actor,
    Answer,
    Draft,
    Entry,
    Fold,
    Receipt,
    Rejection,
    SeatMark,
    digest_of,
    entry_of,
    same_content,
)
from thongsuot.ledger.states import advance, count_changes, key_of, marks_of

log = logging.getLogger(__name__)

SALT_BYTES = 16
PAGE = 500


@dataclass(slots=True)
class _Batch:
    """What one transaction gathers before it writes; `seen` holds the entries that are on disk or ahead in line."""

    next_seq: int
    seen: dict[store.KeyOfPerson, Entry]
    private: dict[int, store.Private]
    entries: list[Entry] = field(default_factory=list)
    marks: list[tuple[int, SeatMark]] = field(default_factory=list)
    new_private: dict[int, store.Private] = field(default_factory=dict)


class Writer:
    """Commit batches. One such object works on a ledger at a time; between processes a lock sees to it."""

    def __init__(self, folds: Sequence[Fold] = ()) -> None:
        self.folds = tuple(folds)

    def commit(self, batch: Sequence[Draft]) -> list[Answer]:
        """Put a batch on disk in one transaction and answer each draft in its order.

        A draft that cannot be kept costs the others nothing: when the database refuses the batch, each goes alone.
        """
        try:
            return self._commit(batch)
        except (DatabaseError, ValueError) as failure:  # a ValueError is a stored entry that cannot be read any more
            log.error("a batch of %d was rolled back: %r", len(batch), failure)
            if len(batch) == 1:
                return [Rejection("failed", type(failure).__name__)]
        return [self.commit([draft])[0] for draft in batch]

    def drain(self, page: int = PAGE) -> Iterator[int]:
        """Move the outbox into the ledger page by page; yield after each how many of its rows cannot enter.

        Rows are deleted only after the ledger has them on disk, and their key is the entry's: a crash in between
        replays harmlessly. No high-water mark: ids become visible out of order under concurrent transactions.
        """
        last = 0
        while rows := outbox.rows_after(last, page):
            last = rows[-1].id
            readable = [row for row in rows if row.draft is not None]
            answers = self.commit([row.draft for row in readable if row.draft is not None])
            kept = [row.id for row, answer in zip(readable, answers, strict=True) if isinstance(answer, Receipt)]
            outbox.discard(kept)
            yield len(rows) - len(kept)

    def erase(self, seq: int, by: Actor, at: datetime) -> Answer:
        """Erase the private text of entry `seq` and keep that fact, both or neither."""
        facts = {"seq": seq}
        draft = Draft("ledger.private.erased", key_from("erase", seq), by, at, f"ledger:{seq}", facts)
        try:
            with store.transaction():
                if not store.find_private([seq]):
                    known = store.find_entries([draft.key]).get((draft.key, by.person))
                    return _again(known) if known else Rejection("nothing_to_erase")
                answer = self._commit([draft])[0]
                store.erase_private(seq)
        except (DatabaseError, ValueError) as failure:
            return Rejection("failed", type(failure).__name__)
        return answer

    def _commit(self, batch: Sequence[Draft]) -> list[Answer]:
        with store.transaction():
            frontier = store.frontier()
            seen = store.find_entries([draft.key for draft in batch])
            private = store.find_private([entry.seq for entry in seen.values() if entry.digest])
            work = _Batch(frontier.size + 1, seen, private)
            answers = [self._place(work, draft) for draft in batch]
            if work.entries:
                store.add_entries(work.entries)
                store.add_private(work.new_private)
                self._fold(work.marks)
                store.save_frontier(frontier.extend(entry.leaf for entry in work.entries))
        return answers

    def _fold(self, marks: Sequence[tuple[int, SeatMark]]) -> None:
        """Bring states and counters along with the entries that are about to be committed."""
        before = store.find_states({key_of(mark) for _seq, mark in marks})
        after = advance(before, marks)
        store.save_states(after)
        store.add_to_counts(count_changes(before, after))

    def _place(self, work: _Batch, draft: Draft) -> Answer:
        """Give a draft its place in the batch, or the answer it already had, or the reason why not."""
        identity = (draft.key, draft.by.person)
        if known := work.seen.get(identity):
            kept = work.private.get(known.seq)
            return _again(known) if same_content(known, draft, kept) else Rejection("key_reused")
        salt = secrets.token_bytes(SALT_BYTES) if draft.private else b""
        try:
            digest = digest_of(salt, draft.private) if draft.private else None
            entry = entry_of(work.next_seq, draft, digest)
            marks = marks_of(self.folds, entry)
        except Exception as mistake:  # a fold is another room's code and must never stop the writer
            log.exception("a fold failed on %s", draft.event)
            return Rejection("invalid", type(mistake).__name__)
        work.next_seq += 1
        work.seen[identity] = entry
        work.entries.append(entry)
        work.marks += [(entry.seq, mark) for mark in marks]
        if draft.private:
            work.private[entry.seq] = work.new_private[entry.seq] = (salt, draft.private)
        return Receipt(entry.seq, entry.at, entry.leaf, repeated=False)


def _again(entry: Entry) -> Receipt:
    return Receipt(entry.seq, entry.at, entry.leaf, repeated=True)
