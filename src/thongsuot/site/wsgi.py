"""The WSGI callable that granian serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
application = get_wsgi_application()

# What stands now stands for good: a full collection would walk it again in the middle of somebody's page.
gc.collect()
gc.freeze()
