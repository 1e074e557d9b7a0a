"""A day in a network namespace that has no route anywhere: prepare, import, serve, open pages, back up."""

from __future__ import annotations

import fcntl
import http.client
import socket
import struct
import sys
from pathlib import Path

from bench.chaos import Trial

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1  # linux/sockios.h, linux/if.h
PAPER = "Số: 1/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề chợ phiên\n\nĐiều 1. Giờ họp\nHọp buổi sáng.\n"


class Real(Trial):
    """The product with all of its own doors, not the bare ones of the load."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DJANGO_SETTINGS_MODULE": "thongsuot.site.settings"}


def raise_loopback() -> None:
    """Switch the namespace's own loopback on: it begins switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh", b"lo", 0)
        _name, flags = struct.unpack("16sh", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked)[:18])
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))


def main(folder: Path) -> None:
    """Live through the day; any step that fails ends the process."""
    raise_loopback()
    with socket.socket() as outside:
        outside.settimeout(2)
        assert outside.connect_ex(("192.0.2.1", 80)) != 0, "this namespace has a way out"  # a documentation address
    trial = Real(folder / "data")
    paper = folder / "van-ban.txt"
    paper.write_text(PAPER)
    for words in (["init", "--password-stdin"], ["import", "document", str(paper)], ["check-config"]):
        done = trial.command(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    trial.start()
    try:
        for path in ("/health", "/tai-khoan/dang-nhap/", "/khong-co/"):
            connection = http.client.HTTPConnection("127.0.0.1", trial.port, timeout=20)
            connection.request("GET", path)
            assert connection.getresponse().status < 500, path
            connection.close()
        assert trial.command("backup", str(folder / "b.tar.gz")).returncode == 0
        trial.finish()
    finally:
        trial.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
