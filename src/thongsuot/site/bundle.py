"""One stylesheet over the wire from the many in the tree.

Twenty links cost a slow line more than their bytes: at 400 ms and 400 kbit/s the first page took 2.7 s with links.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

BUNDLE = "site/site.css"
WORK = (
    "button",
    "state",
    "lines",
    "week",
    "figures",
    "meter",
    "table",
    "facets",
    "matrix",
    "audience",
    "entries",
    "tree",
)
FORMS = ("field", "banner", "empty")
LAW = ("law", "cited", "ack", "review", "waiting")
PARTS = (
    "site/tokens.css",
    "site/layout.css",
    *(f"site/components/{name}.css" for name in (*WORK, *FORMS, *LAW, "shares")),
)


class BundledStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise ships no types
    """Collect static files as WhiteNoise does, and the styles also as one file in the order of `PARTS`."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            self._write(paths)
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _write(self, paths: dict[str, Any]) -> None:
        parts = []
        for part in PARTS:
            storage, path = paths[part]
            with storage.open(path) as sheet:
                parts.append(sheet.read())
        self.delete(BUNDLE)
        self._save(BUNDLE, ContentFile(b"\n".join(parts)))
