"""What a browser would do with the pages of an import: send files, and send a form as it stands or changed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thongsuot.orgs.models import Seat

IMPORT = "/van-ban/nhap/"


def signed_in(client: Client, seat: Seat) -> Client:
    """Let the person of a seat in."""
    client.force_login(seat.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(content: bytes | str, name: str = "a.txt") -> SimpleUploadedFile:
    """Give a file as a browser sends it."""
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def reviewed(client: Client, *files: SimpleUploadedFile) -> tuple[str, str]:
    """Send files of which none is refused; answer with the address of what was read, and its page."""
    response = client.post(IMPORT, {"tep": list(files)})
    assert response.status_code == 302, response.content.decode()
    address = str(response["Location"])
    return address, client.get(address).content.decode()


def kept(client: Client, address: str, **changes: str | None) -> str:
    """Send the form of a page as it stands but for `changes` (None: left unticked), and give the page that follows."""
    page = client.get(address).content.decode()
    sent = {**fields(page), **{name.replace("__", "-"): value for name, value in changes.items()}}
    response = client.post(address, {name: value for name, value in sent.items() if value is not None}, follow=True)
    return str(response.content.decode())


def fields(page: str) -> dict[str, str | None]:
    """Give what the form of waiting files would send."""
    return {name: value for name, value in fields_of(page).items() if name[:1] == "t" and "-" in name}


def fields_of(page: str) -> dict[str, str | None]:
    """Give every field of a page as its forms would send it."""
    reader = _Fields()
    reader.feed(page)
    return reader.found


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: dict[str, Any] = dict(attrs)
        if tag == "input" and "name" in told and (told.get("type") != "checkbox" or "checked" in told):
            unsaid = "on" if told.get("type") == "checkbox" else ""
            self.found[told["name"]] = told.get("value", unsaid) or ""
        elif tag == "textarea":
            self.area, self.found[told["name"]] = told["name"], ""
        elif tag == "select":
            self.select = told["name"]
        elif tag == "option" and "selected" in told:
            self.found[self.select] = told["value"] or ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] = f"{self.found[self.area]}{data}".lstrip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
