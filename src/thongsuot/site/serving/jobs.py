"""The process that runs background jobs; its lock is the sign of life that `/health` asks after."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Hold the jobs' lock, see that the jobs are planned that repeat, and work off the queue until told to stop.

    What waited too long for a yes while nobody served is removed before anything else.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from thongsuot.files import staging
    from thongsuot.ledger import jobs, lease
    from thongsuot.site.wiring import AT_START, NIGHTLY

    with lease.held(settings.DATA / lease.JOBS, wait=True):
        staging.sweep(now=timezone.now())
        jobs.plan(*NIGHTLY)
        for take_up in AT_START:
            take_up()
        call_command("db_worker", queue_name="*", startup_delay=False, reload=False, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
