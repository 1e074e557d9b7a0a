"""Read a file in a process of its own, with limits on memory and time: a parser that dies takes nothing with it.

The process is forked from one that holds this library and nothing else: no database, no secret, no other file. What it
answers is taken for plain values only. POSIX systems only.
"""

from __future__ import annotations

from vanban.confined.inspecting import Inspected, inspect_confined, read_confined
from vanban.confined.limits import Limits
from vanban.confined.reader import Reader

__all__ = ["Inspected", "Limits", "Reader", "inspect_confined", "read_confined"]
