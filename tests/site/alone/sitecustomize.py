"""Loaded by every Python process of the story: write down each address outside of this machine that it reaches for."""

from __future__ import annotations

import os
import sys
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        return
    target = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = str(target[0]) if isinstance(target, tuple) else str(target)
    is_path = isinstance(target, (str, bytes)) and event != "socket.getaddrinfo"
    if not is_path and not host.startswith(LOOPBACK):
        with open(os.environ["REACHED_FOR"], "a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")


sys.addaudithook(_note)
