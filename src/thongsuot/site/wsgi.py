"""The WSGI callable that granian serves: the hot doors of a conference day, and behind them all of Django."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
inner = get_wsgi_application()

from thongsuot.site.serving.hall import HallDoors  # noqa: E402  # its room's models need the apps that stand now

application = HallDoors(inner)

# What stands now stands for good: a full collection would walk it again in the middle of somebody's page.
gc.collect()
gc.freeze()
