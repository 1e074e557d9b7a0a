"""Inspect and read files in confinement; what a door needs to know stands even when the reader dies."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.confined.limits import Limits
from vanban.confined.reader import DIED, OUT_OF_MEMORY, TOO_SLOW, Answer, Reader
from vanban.inspection import Sighting
from vanban.model import Document, UnreadableFile

_READER = Reader()
_JOB, _RESCUE = "vanban.inspection:inspect", "vanban.inspection:inspect_broken"
_LIMITS = Limits()
_ARCHIVE = b"PK\x03\x04"
_SAID = {
    DIED: "Phần đọc tệp đã dừng giữa chừng khi đọc {}. Hãy mở tệp, lưu lại thành .docx rồi thử lại.",
    TOO_SLOW: "Đọc tệp {} lâu quá mức cho phép nên đã dừng. Hãy chia nhỏ tệp rồi thử lại.",
    OUT_OF_MEMORY: "Đọc tệp {} cần quá nhiều bộ nhớ nên đã dừng. Hãy chia nhỏ tệp rồi thử lại.",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file showed: `sighting` None when no stamp could be looked for; `failure` when it cannot be read."""

    sighting: Sighting | None
    document: Document | None
    failure: UnreadableFile | None


def read_confined(data: bytes, name: str, limits: Limits = _LIMITS) -> Document:
    """Read bytes under `name` as `vanban.read` does, in a process of their own; raises UnreadableFile.

    Beside the codes of `read` there are reader_died, reader_too_slow and reader_out_of_memory.
    """
    inspected = _inspected(_READER.run(_JOB, data, [name, None, True], limits), name)
    if inspected.document is None:
        raise inspected.failure or _failure(DIED, name)
    return inspected.document


def inspect_confined(
    data: bytes,
    name: str,
    limits: Limits = _LIMITS,
    *,
    most_chars: int | None = None,
    reader: Reader = _READER,
    job: str = _JOB,
) -> Inspected:
    """Look for a stamp, then read; a file with a stamp, or longer than `most_chars`, has no document. Never raises.

    An archive whose reader died before it could look is looked at once more by the rescuer, which needs no parser.
    """
    inspected = _inspected(reader.run(job, data, [name, most_chars], limits), name)
    if inspected.sighting is None and data.startswith(_ARCHIVE):
        rescued = _inspected(reader.run(_RESCUE, data, [name], limits), name)
        return Inspected(rescued.sighting, None, inspected.failure)
    return inspected


def _inspected(answer: Answer, name: str) -> Inspected:
    sighting = next((one for one in answer.values if isinstance(one, Sighting)), None)
    document = next((one for one in answer.values if isinstance(one, Document)), None)
    if sighting and sighting.code:
        return Inspected(sighting, None, UnreadableFile(sighting.code, str(sighting.flaw), name))
    return Inspected(sighting, document, _failure(answer.code, name) if answer.code else None)


def _failure(code: str, name: str) -> UnreadableFile:
    return UnreadableFile(code, _SAID[code].format(name), name)
