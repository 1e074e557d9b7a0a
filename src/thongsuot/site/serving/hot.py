"""A process of its own for the hall: the same doors and verbs as in a web worker, on one thread that never waits.

A reverse proxy leads the addresses of `hall.VERBS` here (`serve --hall-port`); they go on being answered on the main
port as well. A web worker spends most of a press on handing it between threads that then wait for the writer. Here one
loop reads requests, parks each press in a greenlet until its line of drafts is on disk, and answers; pages, with their
long work, are in other processes and never in the way.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from typing import Any

from thongsuot.site.serving.bond import die_with_parent
from thongsuot.site.serving.memory import settle

STOP_SECONDS = 5.0
LOOK_SECONDS = 5.0


def main(host: str, port: str) -> int:
    """Answer presses until told to stop; what is under way then is still answered."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
    import django
    import uvloop

    django.setup()
    settle()
    uvloop.run(serve(host, int(port)))
    return 0


async def serve(host: str, port: int) -> None:
    """Listen until SIGTERM or SIGINT, then let go of the port and wait a little for those who are parked."""
    from thongsuot.conferences.queries.sittings import Sittings
    from thongsuot.ledger import transport
    from thongsuot.ledger.parking import ParkingTransport
    from thongsuot.site.serving.connections import Connection, Doors, Pressure
    from thongsuot.site.serving.presses import Presses

    told, loop, parking = asyncio.Event(), asyncio.get_running_loop(), ParkingTransport()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    doors = Doors(Presses(Sittings(), Pressure(parking)), parking)
    with transport.installed(parking):
        server = await loop.create_server(lambda: Connection(doors), host, port, backlog=1024)
        while not told.is_set():
            doors.hang_up_on_the_idle(time.monotonic())
            await _within(told.wait(), LOOK_SECONDS)
        server.close()
        if parking.carrying is not None:
            await _within(parking.carrying, STOP_SECONDS)


async def _within(awaited: Any, seconds: float) -> None:
    """Wait for something, at most so long."""
    await asyncio.wait([asyncio.ensure_future(awaited)], timeout=seconds)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
