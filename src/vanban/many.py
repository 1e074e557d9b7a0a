"""Answer for files one after the other or, where there are many, on every core at once; always in the order given.

A file that cannot be read, or on which the reader itself dies, hides none of the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from vanban.model import UnreadableFile

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MANY = 8  # fewer are read before a second process has begun
STANDARD_INPUT = "-"


class Said(NamedTuple):
    """What a file is answered with: lines for standard output, sentences for standard error."""

    out: str = ""
    err: str = ""
    is_read: bool = True


def said_of(files: list[str], answer: Callable[[str], str]) -> Iterator[Said]:
    """Yield what each file is answered with; `answer` gives the lines of one. Raises what is no fault of a file."""
    if len(files) < MANY or STANDARD_INPUT in files or _cores() < 2:
        return (_said(file, answer) for file in files)
    return _on_every_core(files, answer)


def _cores() -> int:
    """Count the cores we may use; one where processes cannot be forked, with all that is loaded, from this one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "fork") and hasattr(os, "sched_getaffinity") else 1


def _said(file: str, answer: Callable[[str], str]) -> Said:
    from vanban.model import WrongWords

    try:
        return Said(answer(file))
    except WrongWords:
        raise
    except UnreadableFile as error:
        return unread(error)
    except Exception:  # noqa: BLE001  # one file must not hide the others; nothing is lost, the trace is told
        import traceback

        return _failed(file, traceback.format_exc())


def unread(error: UnreadableFile) -> Said:
    """Say that a file cannot be read: its error object, and the sentence."""
    import json

    return Said(f"{json.dumps(error.to_json(), ensure_ascii=False)}\n", f"{error.message}\n", is_read=False)


def _failed(file: str, trace: str) -> Said:
    message = f"Bộ đọc gặp lỗi với tệp {file}. Hãy gửi tệp kèm các dòng trên cho người phụ trách phần mềm."
    said = unread(UnreadableFile("reader_failed", message, file))
    return said._replace(err=trace + said.err)


def _on_every_core(files: list[str], answer: Callable[[str], str]) -> Iterator[Said]:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(answer, _cores()) as pool:
        waiting: dict[int, Future[Said]] = {}
        for place in sorted(range(len(files)), key=lambda place: -_size(files[place])):
            waiting[place] = pool.submit(_work, files[place])  # the largest first: no core is left with it at the end
        for place, file in enumerate(files):
            try:
                yield waiting.pop(place).result()
            except BrokenProcessPool:
                yield _alone(file, answer)


def _size(file: str) -> int:
    """Give the bytes of a file; one that is not there takes no time to read."""
    try:
        return os.stat(file).st_size
    except (OSError, ValueError):
        return 0


def _alone(file: str, answer: Callable[[str], str]) -> Said:
    """Read one file in a process of its own, after another one took the common ones with it."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(answer, 1) as pool:
        try:
            return pool.submit(_work, file).result()
        except BrokenProcessPool:
            return _failed(file, "")


def _pool(answer: Callable[[str], str], workers: int) -> ProcessPoolExecutor:
    """Give processes that know the answer as it is: it is never sent, only forked."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    sys.stdout.flush()
    return ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=_take, initargs=(answer,))


_ANSWER: list[Callable[[str], str]] = []


def _take(answer: Callable[[str], str]) -> None:
    _ANSWER[:] = [answer]


def _work(file: str) -> Said:
    return _said(file, _ANSWER[0])
