"""The one place of the ledger that speaks SQL: portable statements over Django's connection to `alias()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db import transaction as database
from django.db.backends.base.base import BaseDatabaseWrapper

from thongsuot.ledger.entries import Entry, read_entry
from thongsuot.ledger.lease import Taken
from thongsuot.ledger.router import alias
from thongsuot.ledger.states import CountKey, PathKey, State, StateKey, Tally
from thongsuot.ledger.tree import Frontier

KeyOfPerson: TypeAlias = tuple[UUID, int | None]
Private: TypeAlias = tuple[bytes, str]  # salt, text

WRITER_LOCK = int.from_bytes(b"thongsuo", "big")  # the advisory lock of PostgreSQL that only the writer holds
LOWEST = -(2**63)  # a row slipped in under the first number is walked over, too
COUNTED_TOGETHER = 20_000  # states that SQLite sorts within its two megabytes
CHUNK = 400  # SQLite of Debian 12 takes 32766 parameters, older builds 999
ENTRY = (
    "INSERT INTO ledger_entry (seq, body, leaf, event, subject, person, seat, unit, key, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
STATE = (
    "INSERT INTO ledger_seatstate (scope, item, step, seat, status, rank, at, late, unit, seq, tier)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (scope, item, step, seat) DO UPDATE SET"
    " status = excluded.status, rank = excluded.rank, at = excluded.at, late = excluded.late,"
    " unit = excluded.unit, seq = excluded.seq, tier = excluded.tier"
)
COUNT = (
    "INSERT INTO ledger_unitcount (scope, unit, item, step, status, tier, number, late)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (scope, unit, item, step, status, tier) DO UPDATE SET"
    " number = ledger_unitcount.number + excluded.number, late = ledger_unitcount.late + excluded.late"
)
FRONTIER = (
    "INSERT INTO ledger_frontier (id, size, peaks, root) VALUES (1, %s, %s, %s)"
    " ON CONFLICT (id) DO UPDATE SET size = excluded.size, peaks = excluded.peaks, root = excluded.root"
)


def transaction() -> AbstractContextManager[Any]:
    """Open a transaction on the ledger; on SQLite it takes the file's write lock at once."""
    return database.atomic(using=alias())


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything inside from one moment, without holding up the writer."""
    connection = _connection()
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with database.atomic(using=alias()):
            if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
                run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    run("BEGIN DEFERRED")  # Django would begin IMMEDIATE here, which takes the writer's lock
    try:
        yield
    finally:
        run("ROLLBACK")


@contextmanager
def writer_lock(*, wait: bool) -> Iterator[Callable[[], bool]]:
    """Hold the database's own lock for the one writer; give a question that answers whether it is still held.

    On SQLite there is none: the lock file of the folder says who writes. On PostgreSQL the lock is the session's and
    goes with it, so that another machine can take over; until then two writers could only get in each other's way:
    the second entry of one number is refused. Raises Taken when somebody else holds it and `wait` is False.
    """
    connection = _connection()
    if connection.vendor != "postgresql":
        yield lambda: True
        return
    ask = "SELECT pg_advisory_lock(%s)" if wait else "SELECT pg_try_advisory_lock(%s)"
    if run(ask, (WRITER_LOCK,))[0][0] is False:
        raise Taken("writer")
    session = connection.connection
    try:
        yield lambda: connection.connection is session and not session.closed
    finally:
        if connection.connection is session and not session.closed:
            run("SELECT pg_advisory_unlock(%s)", (WRITER_LOCK,))


def is_there() -> bool:
    """Tell whether `init` has made the ledger's tables. On SQLite a reader must not make the file by looking."""
    connection = _connection()
    if connection.vendor == "sqlite" and not settings.LEDGER_FILE.exists():
        return False
    return "ledger_entry" in connection.introspection.table_names()


def run(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement and give its rows."""
    with _connection().cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def prepare_writer() -> None:
    """Make erased text leave the file, not only its page list, and checkpoint every 16 MB instead of every 4."""
    if _connection().vendor == "sqlite":
        run("PRAGMA secure_delete = ON")
        run("PRAGMA wal_autocheckpoint = 4000")


def frontier() -> Frontier:
    """Read the Merkle frontier; the empty tree when there is none."""
    for size, peaks in run("SELECT size, peaks FROM ledger_frontier WHERE id = 1"):
        return Frontier.from_bytes(size, bytes(peaks))
    return Frontier()


def frontier_row() -> tuple[int, bytes, bytes]:
    """Read size, peaks and root as they stand in the table, unjudged."""
    for size, peaks, root in run("SELECT size, peaks, root FROM ledger_frontier WHERE id = 1"):
        return size, kept_bytes(peaks), kept_bytes(root)
    return 0, b"", Frontier().root()


def save_frontier(frontier: Frontier) -> None:
    """Write the one row of the tree."""
    run(FRONTIER, (frontier.size, frontier.to_bytes(), frontier.root()))


def find_entries(keys: Sequence[UUID]) -> dict[KeyOfPerson, Entry]:
    """Find the entries that bear one of these keys, whoever made them."""
    found: dict[KeyOfPerson, Entry] = {}
    for (body,) in _in_chunks("SELECT body FROM ledger_entry WHERE key IN", list(map(_keys(), keys))):
        entry = read_entry(bytes(body))
        found[entry.key, entry.by.person] = entry
    return found


def add_entries(entries: Sequence[Entry]) -> None:
    """Append entries; the database refuses a sequence number or a key that is taken."""
    key, moment = _keys(), _moments()
    rows = [
        (e.seq, e.body, e.leaf, e.event, e.subject, e.by.person, e.by.seat, e.by.unit, key(e.key), moment(e.at))
        for e in entries
    ]
    _many(ENTRY, rows)


def entry_rows() -> Iterator[tuple[int, bytes, bytes, tuple[Any, ...]]]:
    """Walk the entries in order: seq, bytes, leaf, and the columns beside them as `columns_of` names them."""
    for page in _pages("body, leaf, event, subject, person, seat, unit, key, at"):
        for seq, body, leaf, *columns in page:
            yield seq, kept_bytes(body), kept_bytes(leaf), _columns(columns)


def entry_bodies() -> Iterator[list[tuple[int, bytes]]]:
    """Walk the entries in order, a page at a time: seq and bytes, all that a fold looks at."""
    for page in _pages("body"):
        yield [(seq, kept_bytes(body)) for seq, body in page]


def _pages(columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """Walk the entries in order, a page at a time: seq and these columns."""
    statement = f"SELECT seq, {columns} FROM ledger_entry WHERE seq > %s ORDER BY seq LIMIT 5000"  # noqa: S608  # ours
    after = LOWEST
    while rows := run(statement, (after,)):
        yield rows
        after = rows[-1][0]


def columns_of(entry: Entry) -> tuple[Any, ...]:
    """Give the columns that belong beside an entry's bytes: event, subject, person, seat, unit, key, at."""
    return (entry.event, entry.subject, entry.by.person, entry.by.seat, entry.by.unit, entry.key, entry.at)


def find_private(seqs: Sequence[int]) -> dict[int, Private]:
    """Find the private texts of these entries that were not erased."""
    rows = _in_chunks("SELECT seq, salt, text FROM ledger_privatetext WHERE seq IN", list(seqs))
    return {seq: (bytes(salt), text) for seq, salt, text in rows}


def all_private() -> Iterator[tuple[int, Private, Entry | None]]:
    """Walk every private text that was not erased, each with the entry it belongs to, None where there is none."""
    after = 0
    statement = (
        "SELECT kept.seq, kept.salt, kept.text, entry.body FROM ledger_privatetext AS kept"
        " LEFT JOIN ledger_entry AS entry ON entry.seq = kept.seq WHERE kept.seq > %s ORDER BY kept.seq LIMIT 1000"
    )
    while rows := run(statement, (after,)):
        for seq, salt, text, body in rows:
            yield seq, (kept_bytes(salt), str(text)), None if body is None else read_entry(bytes(body))
        after = rows[-1][0]


def add_private(texts: Mapping[int, Private]) -> None:
    """Keep private texts beside their entries."""
    rows = [(seq, salt, text) for seq, (salt, text) in texts.items()]
    _many("INSERT INTO ledger_privatetext (seq, salt, text) VALUES (%s, %s, %s)", rows)


def erase_private(seq: int) -> None:
    """Delete one private text and its salt."""
    run("DELETE FROM ledger_privatetext WHERE seq = %s", (seq,))


def find_states(keys: Iterable[StateKey]) -> dict[StateKey, State]:
    """Find the states of these seats."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for scope, item, step, seat in keys:
        groups.setdefault((scope, item, step), []).append(seat)
    statement = (
        "SELECT seat, status, rank, at, late, unit, seq, tier FROM ledger_seatstate"
        " WHERE scope = %s AND item = %s AND step = %s AND seat IN"
    )
    return {
        (*group, row[0]): _state(row[1:])
        for group, seats in groups.items()
        for row in _in_chunks(statement, seats, group)
    }


def all_states() -> Iterator[tuple[StateKey, State]]:
    """Walk every state."""
    statement = (
        "SELECT id, scope, item, step, seat, status, rank, at, late, unit, seq, tier FROM ledger_seatstate"
        " WHERE id > %s ORDER BY id LIMIT 5000"
    )
    after = 0
    while rows := run(statement, (after,)):
        for row in rows:
            yield (row[1], row[2], row[3], row[4]), _state(row[5:])
        after = rows[-1][0]


def save_states(states: Mapping[StateKey, State]) -> None:
    """Write states over what was there."""
    moment = _moments()
    rows = [
        (*key, state.status, state.rank, moment(state.at), state.late, state.unit, state.seq, state.tier)
        for key, state in states.items()
    ]
    _many(STATE, rows)


def all_counts() -> dict[CountKey, Tally]:
    """Read every counter that is not zero."""
    rows = run("SELECT scope, unit, item, step, status, tier, number, late FROM ledger_unitcount")
    return {(r[0], r[1], r[2], r[3], r[4], r[5]): (r[6], r[7]) for r in rows if (r[6], r[7]) != (0, 0)}


def counted_states() -> dict[PathKey, Tally]:
    """Let the database count the states at each path: no row is read one by one.

    The path stands first, for it tells most rows apart: where rows are sorted to be counted, that is half the time.
    SQLite sorts, and what it sorts at once must fit into its memory, so that it counts some rows after the others.
    """
    counts: dict[PathKey, Tally] = {}
    for rows in _counted():
        for path, status, step, tier, item, scope, number, late in rows:
            place = (scope, item, step, status, tier, path)
            before = counts.get(place, (0, 0))
            counts[place] = (before[0] + number, before[1] + late)
    return counts


def _counted() -> Iterator[list[tuple[Any, ...]]]:
    columns = "unit, status, step, tier, item, scope"
    count = f"SELECT {columns}, COUNT(*), SUM(CASE WHEN late THEN 1 ELSE 0 END) FROM ledger_seatstate"  # noqa: S608
    if _connection().vendor != "sqlite":
        yield run(f"{count} GROUP BY {columns}")
        return
    page = "SELECT MAX(id) FROM (SELECT id FROM ledger_seatstate WHERE id > %s ORDER BY id LIMIT %s)"
    after = LOWEST
    while (last := run(page, (after, COUNTED_TOGETHER))[0][0]) is not None:
        yield run(f"{count} WHERE id > %s AND id <= %s GROUP BY {columns}", (after, last))
        after = last


def add_to_counts(changes: Mapping[CountKey, Tally]) -> None:
    """Add to counters, each touched once whatever the batch held."""
    _many(COUNT, [(*key, *tally) for key, tally in sorted(changes.items())])


def clear_folds() -> None:
    """Empty states and counters, before a recount writes them again."""
    run("DELETE FROM ledger_seatstate")
    run("DELETE FROM ledger_unitcount")


def head_rows(order: str) -> list[tuple[Any, ...]]:
    """Read signed heads: size, root, at, key id, signature, kept."""
    return run(f"SELECT size, root, at, key_id, signature, kept FROM ledger_signedhead {order}")  # noqa: S608  # ours


def replace_passing_heads(head: tuple[int, bytes, datetime, int, bytes, bool]) -> None:
    """Put one signed head in the place of those that were not to be kept."""
    size, root, at, key_id, signature, kept = head
    run("DELETE FROM ledger_signedhead WHERE kept = %s", (False,))
    statement = (
        "INSERT INTO ledger_signedhead (size, root, at, key_id, signature, kept) VALUES (%s, %s, %s, %s, %s, %s)"
    )
    run(statement, (size, root, _moments()(at), key_id, signature, kept))


def kept_bytes(value: Any) -> bytes:
    """Read a column of bytes; SQLite keeps whatever somebody wrote there, and what is no bytes agrees with nothing."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def aware(at: datetime | str | None) -> datetime:
    """Read a moment as this database gives it back; what is no moment any more is before all of them."""
    if at is None:
        return datetime.min.replace(tzinfo=UTC)
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _connection() -> BaseDatabaseWrapper:
    return connections[alias()]


def _many(statement: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        with _connection().cursor() as cursor:
            cursor.executemany(statement, rows)


def _in_chunks(statement: str, values: Sequence[Any], before: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    for at in range(0, len(values), CHUNK):
        chunk = values[at : at + CHUNK]
        marks = ", ".join(["%s"] * len(chunk))
        yield from run(f"{statement} ({marks})", [*before, *chunk])


def _keys() -> Callable[[UUID], Any]:
    """Give what writes a key as this database holds it; asked once for many rows."""
    return (lambda key: key) if _connection().features.has_native_uuid_field else (lambda key: key.hex)


def _moments() -> Callable[[datetime], Any]:
    """Give what writes a moment as this database holds it; asked once for many rows, many of which share theirs."""
    adapt: Callable[[datetime], Any] = _connection().ops.adapt_datetimefield_value
    return lru_cache(maxsize=256)(adapt)


def _columns(row: Sequence[Any]) -> tuple[Any, ...]:
    """Bring key and moment of both databases into one form; what is not one stays as it is and will not agree."""
    *plain, key, at = row
    try:
        return (*plain, key if isinstance(key, UUID) else UUID(key), aware(at))
    except (ValueError, TypeError, AttributeError):
        return tuple(row)


def _state(row: Sequence[Any]) -> State:
    status, rank, at, late, unit, seq, tier = row
    return State(status, rank, aware(at), bool(late), unit, seq, tier)
