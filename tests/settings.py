"""The product's own settings over a data folder that is thrown away; the tests are the writer of its ledger.

THONGSUOT_TEST_DATABASE=postgresql runs them on a PostgreSQL server of their own instead of SQLite.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

DATA_FOLDER = tempfile.mkdtemp(prefix="thongsuot-tests-")
atexit.register(shutil.rmtree, DATA_FOLDER, ignore_errors=True)
os.makedirs(os.path.join(DATA_FOLDER, "static"))  # what WhiteNoise looks for
os.environ["THONGSUOT_DATA"] = DATA_FOLDER
os.environ["THONGSUOT_LEDGER_ACCESS"] = "rw"

if os.environ.get("THONGSUOT_TEST_DATABASE") == "postgresql" and not os.environ.get("THONGSUOT_DATABASE_URL"):
    from bench import postgres

    os.environ["THONGSUOT_DATABASE_URL"] = postgres.for_this_process()  # the workers of xdist inherit it

from thongsuot.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # no test needs a slow one
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "memory")
}
