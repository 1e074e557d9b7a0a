"""The process that runs background jobs; its lock is the sign of life that `/health` asks after."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Hold the jobs' lock, see that the nightly jobs are planned, and work off the queue until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from thongsuot.ledger import jobs, lease
    from thongsuot.site.wiring import NIGHTLY

    with lease.held(settings.DATA / lease.JOBS, wait=True):
        jobs.plan(*NIGHTLY)
        call_command("db_worker", queue_name="*", startup_delay=False, reload=False, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
