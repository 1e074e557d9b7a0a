"""What a log line may not carry: entry codes and other secrets that stand in a path."""

from __future__ import annotations

import logging
import re

SECRET_PATH = re.compile(r"(/vao/)[^/?#\"'<>\r\n]+")  # whatever stands between the groups: a blank, a dot, a long dash


def mask(text: str) -> str:
    """Replace every entry code in a path by dots."""
    return SECRET_PATH.sub(r"\1…", text)


class MaskSecrets(logging.Filter):
    """Mask the finished line, so that neither the message nor its arguments let a code through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = mask(logging.Formatter().formatException(record.exc_info))
        return True
