"""How a process that serves for weeks looks after its memory."""

from __future__ import annotations

import gc

COLLECT_AFTER = 50_000  # new objects: a page or a batch makes few circles, so that there is little to find


def settle() -> None:
    """Say that what stands now stands for good, and look seldom for what may go.

    A full collection would walk it all again in the middle of somebody's page, which is a third of a long list's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
