"""Stories of threads that append at the same moment and go to the writer together."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tests.ledger.made import NOW
from thongsuot.ledger.entries import Answer, Receipt
from thongsuot.ledger.gathering import Gathering


class Carrier:
    """Carry lines of drafts as the test lets it, one after the other, and remember what went together."""

    def __init__(self) -> None:
        self.went: list[list[bytes]] = []
        self.under_way, self.may_arrive = threading.Event(), threading.Event()
        self.breaks = False

    def __call__(self, drafts: Sequence[bytes]) -> list[Answer]:
        self.went.append(list(drafts))
        self.under_way.set()
        assert self.may_arrive.wait(10)
        if self.breaks:
            raise ConnectionError
        return [Receipt(int(draft), NOW, b"", repeated=False) for draft in drafts]


def all_ask(carrier: Carrier, drafts: Sequence[bytes], most: int = 100) -> dict[bytes, Answer | None]:
    """Let the first ask, the others once it is under way, and wait until each has been told something."""
    gathering, told = Gathering(carrier, most), {}

    def ask(draft: bytes) -> None:
        try:
            told[draft] = gathering.append(draft)
        except ConnectionError:
            told[draft] = None

    threads = [threading.Thread(target=ask, args=(draft,)) for draft in drafts]
    threads[0].start()
    assert carrier.under_way.wait(10)
    for number, thread in enumerate(threads[1:], start=1):
        thread.start()
        while len(gathering.line) < number:  # each is in the line before the next comes
            assert thread.is_alive()
    carrier.may_arrive.set()
    for thread in threads:
        thread.join(10)
    assert not gathering.line
    assert not gathering.is_led
    return told


def test_who_comes_while_one_is_under_way_goes_together_and_each_gets_its_own_answer() -> None:
    carrier = Carrier()
    told = all_ask(carrier, [b"1", b"2", b"3", b"4"])
    assert carrier.went == [[b"1"], [b"2", b"3", b"4"]]
    assert all(isinstance(answer, Receipt) and answer.seq == int(draft) for draft, answer in told.items())


def test_what_does_not_fit_into_one_frame_goes_with_the_next() -> None:
    carrier = Carrier()
    told = all_ask(carrier, [b"1", b"20", b"30", b"40"], most=5)
    assert carrier.went == [[b"1"], [b"20", b"30"], [b"40"]]
    assert len(told) == 4


def test_when_no_answer_comes_all_who_wait_are_told_and_the_next_leads_anew() -> None:
    carrier = Carrier()
    carrier.breaks = True
    assert all_ask(carrier, [b"1", b"2", b"3"]) == {b"1": None, b"2": None, b"3": None}
    assert carrier.went == [[b"1"]]
