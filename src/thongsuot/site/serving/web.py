"""What each granian worker loads: the bond to its server first, then the product's WSGI callable."""

from __future__ import annotations

from thongsuot.site.serving.bond import die_with_parent

die_with_parent()

from thongsuot.site.wsgi import application  # noqa: E402  # a worker without its bond would outlive a killed server

__all__ = ["application"]
