"""Open a .docx or .odt as a zip archive with limits on entries, size, ratio and names, kept before it is read.

The directory of a zip may lie about sizes, so reading counts again what really comes out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from lzma import LZMAError
from struct import error as struct_error
from xml.etree.ElementTree import Element, fromstring

from vanban.loaders.loaded import locked
from vanban.model import UnreadableFile
from vanban.patterns import late

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_XML = 100 * 1024 * 1024
MOST_RATIO = 200
_RATIO_MATTERS_FROM = 1024 * 1024
MOST_DEPTH = 200
_LOCKED = 1
_ESCAPES = late(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_CHUNK = 1024 * 1024
_PROLOG_STEP = 4096
_ASK_SENDER = "Hãy mở tệp, lưu lại thành .docx rồi thử lại."


class Archive:
    """The parts of one .docx or .odt; every way of being broken or hostile becomes UnreadableFile."""

    def __init__(self, data: bytes, file: str, kind: str = "docx") -> None:
        self.file, self.kind = file, kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct_error, NotImplementedError) as error:
            raise self._broken() from error
        self._check_limits()
        self._unpacked = 0

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """Return the bytes of one part, counted against the limits while they are unpacked."""
        pieces: list[bytes] = []
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_CHUNK):
                    self._unpacked += len(piece)
                    if self._unpacked > MOST_UNPACKED:
                        raise self._too_big()
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            RuntimeError,
            EOFError,
            zlib.error,
            LZMAError,
            struct_error,
            OSError,
            NotImplementedError,
        ) as error:
            raise self._broken() from error
        return b"".join(pieces)

    def xml(self, name: str, lean: Callable[[bytes], bytes] = bytes) -> Element:
        """Return the root of one XML part, after `lean` made it less; DTDs, entities and deep nesting are refused."""
        return parse_xml(lean(self.read(name)), self.file, self.kind)

    def _check_limits(self) -> None:
        entries = self._zip.infolist()
        if any(_ESCAPES.search(entry.orig_filename) or _ESCAPES.search(entry.filename) for entry in entries):
            raise UnreadableFile(
                "unsafe_path", f"Tệp {self.file} chứa đường dẫn không an toàn. {_ASK_SENDER}", self.file
            )
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise locked(self.file)
        total = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        bomb = total > _RATIO_MATTERS_FROM and total > MOST_RATIO * max(packed, 1)
        if len(entries) > MOST_ENTRIES or total > MOST_UNPACKED or bomb:
            raise self._too_big()

    def _too_big(self) -> UnreadableFile:
        return UnreadableFile(
            "too_big",
            f"Tệp {self.file} quá lớn sau khi giải nén. Hãy chia nhỏ hoặc lưu lại tệp rồi thử lại.",
            self.file,
        )

    def _broken(self) -> UnreadableFile:
        return broken(self.file, self.kind)


def broken(file: str, kind: str) -> UnreadableFile:
    """Return the refusal of an archive that is damaged or not of its kind."""
    return UnreadableFile(f"broken_{kind}", f"Tệp {file} bị hỏng hoặc không phải .{kind}. {_ASK_SENDER}", file)


def parse_xml(data: bytes, file: str, kind: str = "docx") -> Element:
    """Parse one XML part safely; raises UnreadableFile for DTDs, entities, depth and broken markup."""
    if len(data) > MOST_XML:
        raise UnreadableFile("too_big", f"Tệp {file} quá lớn. Hãy chia nhỏ tệp rồi thử lại.", file)
    try:
        _check_prolog(data, file)
        root = fromstring(data)  # noqa: S314  # nothing is declared before its root, so that no entity can be
    except (SyntaxError, ValueError, LookupError) as error:
        raise UnreadableFile(f"broken_{kind}", f"Tệp {file} bị hỏng ở phần nội dung. {_ASK_SENDER}", file) from error
    _check_depth(root, file)
    return root


class _RootBegins(Exception):
    """The prolog is over."""


class _Prolog:
    """Stop at the first element."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Say that the prolog ends here."""
        raise _RootBegins


def _check_prolog(data: bytes, file: str) -> None:
    """Refuse a document type declaration: it can stand before the root only, and entities nowhere else."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Prolog(), forbid_dtd=True)
    at, step = 0, _PROLOG_STEP
    try:
        while at < len(data):
            parser.feed(data[at : at + step])
            at, step = (
                at + step,
                2 * step,
            )  # a longer look at each step: a comment without end is gone over from its start
    except _RootBegins:
        return
    except DefusedXmlException as error:
        raise UnreadableFile(
            "unsafe_xml", f"Tệp {file} chứa khai báo XML không an toàn. {_ASK_SENDER}", file
        ) from error


def _check_depth(root: Element, file: str) -> None:
    level = [root]
    for _depth in range(MOST_DEPTH):
        level = [inner for one in level for inner in one]
    if level:
        raise UnreadableFile("too_deep", f"Tệp {file} lồng nhau quá nhiều lớp. {_ASK_SENDER}", file)
