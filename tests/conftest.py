"""What every test stands on: a data folder of its own, both databases, the real ledger writer inside the process."""

from __future__ import annotations

import os
import tempfile

DATA = tempfile.mkdtemp(prefix="thongsuot-tests-")
os.environ["THONGSUOT_DATA"] = DATA
os.environ["THONGSUOT_LEDGER_ACCESS"] = "rw"
