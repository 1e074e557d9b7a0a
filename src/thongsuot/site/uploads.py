"""How uploads arrive: in memory only, so that a file which may not be kept never touches the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class KeepInMemory(MemoryFileUploadHandler):
    """Hold every uploaded file in memory; refuse a request above settings.REQUEST_MAX_BYTES before reading it.

    A document that bears a secrecy stamp is refused only once it has been read: a temporary file, even a deleted one,
    would by then be a copy on a system that is not approved for it.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  # Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look at the announced length only; the server reads no byte beyond it. Raises RequestDataTooBig."""
        if content_length > settings.REQUEST_MAX_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes")
        self.activated = True
