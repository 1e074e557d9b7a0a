"""How a kept file leaves the house: as a download, whatever it claims to be."""

from __future__ import annotations

from django.http import FileResponse

from thongsuot.files import disk
from thongsuot.files.models import StoredFile

UNKEPT = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


def download(file: StoredFile) -> FileResponse:
    """Stream an opened file as an attachment that no browser shows, guesses at or keeps.

    Call it with what `actions.open_file` answered, so that the opening is written down first.
    """
    content = disk.path_of(file.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type, headers=UNKEPT)
