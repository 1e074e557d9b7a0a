"""The photographs of a conference as parts of its report."""

from __future__ import annotations

from thongsuot.conferences.models import Conference
from thongsuot.files.disk import path_of
from thongsuot.papers.paper import Picture
from thongsuot.proceedings.models import ConferencePhoto


def pictures_of(conference: Conference) -> tuple[Picture, ...]:
    """Give them in the order they were attached."""
    kept = ConferencePhoto.objects.filter(conference=conference).select_related("file")
    return tuple(Picture(path_of(each.file.sha256).read_bytes(), each.caption) for each in kept)
