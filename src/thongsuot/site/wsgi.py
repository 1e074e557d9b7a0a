"""The WSGI callable that granian serves: the hot doors of a conference day, and behind them all of Django."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
inner = get_wsgi_application()

from thongsuot.site.serving.hall import HallDoors  # noqa: E402  # its room's models need the apps that stand now
from thongsuot.site.serving.memory import settle  # noqa: E402

SWITCH_SECONDS = 0.0005  # a press waits so long, not ten times as long, for each turn beside a page that computes

application = HallDoors(inner)

settle()
sys.setswitchinterval(SWITCH_SECONDS)
