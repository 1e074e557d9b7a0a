"""What a log line is: one JSON object, with what happened and where in the code, and without what people are or typed.

A message of ours holds numbers and names of things of the house. An exception's message does not pass: a database puts
the refused value into it, a parser the words it could not read. Addresses do not pass either, only the name of the
door: an address holds entry codes, and a wrong one whatever somebody typed.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

SECRET_PATH = re.compile(r"(/vao/)[^/?#\"'<>\r\n]+")  # whatever stands between the groups: a blank, a dot, a long dash
OURS = "thongsuot"
FRAMES_MAX = 30
FAILED = "a request was answered with an error"


def mask(text: str) -> str:
    """Replace every entry code in a path by dots."""
    return SECRET_PATH.sub(r"\1…", text)


class JsonLines(logging.Formatter):
    """Write a record as `{"at", "level", "logger", "message", ...}`, with a request also `door`, `method`, `status`.

    Messages of other people's code keep their fixed words only; `where` gives file, line and function of each frame of
    an exception, `exception` its class.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name}
        said["message"] = _message(record)
        said.update(_request(record))
        if record.exc_info and record.exc_info[0] is not None:
            said["exception"] = record.exc_info[0].__name__
            said["where"] = _where(record.exc_info[2])
        return json.dumps(said, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Give the words that a programmer wrote; ours with their values, an exception among these as its class."""
    if getattr(record, "request", None) is not None:
        return FAILED
    if not record.name.startswith(OURS):
        return mask(str(record.msg))
    values = tuple(_value(one) for one in record.args) if isinstance(record.args, tuple) else record.args
    return mask(str(record.msg) % values if values else str(record.msg))


def _value(value: object) -> object:
    return _Named(type(value).__name__) if isinstance(value, BaseException) else value


class _Named:
    """Stand for an exception in a message, whichever way it is formatted."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name

    __repr__ = __str__


def _request(record: logging.LogRecord) -> dict[str, Any]:
    request = getattr(record, "request", None)
    if request is None:
        return {}
    match = getattr(request, "resolver_match", None)
    door = getattr(match, "view_name", "") or "no such door"
    return {"door": door, "method": getattr(request, "method", ""), "status": getattr(record, "status_code", None)}


def _where(trace: TracebackType | None) -> list[str]:
    """Give the frames, innermost last, by file, line and function; never the values in them."""
    frames = traceback.extract_tb(trace)[-FRAMES_MAX:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    return "/".join(path.rsplit("/", 3)[1:])
