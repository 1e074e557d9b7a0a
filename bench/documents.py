"""How long the list of documents takes: a library of made-up works, asked as people ask, through the product's door.

Each request goes through every middleware and the page's templates in this process; what the network and a browser
add is not in it. Works and wordings are made in bulk without their texts, for the list reads none.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.figures import Figure
from bench.publish import prepare

WORKS = (200, 2_000, 20_000)
CONDITIONS = (
    "20,000 made-up works of 9 types, 163 issuers and 60 years on SQLite; 24 ways to ask (whole list, filters, words"
    " typed letter by letter, last page, three orders), whole page and htmx; p95 of all; sizes are works; one process"
)
TYPES = ("luat", "nghi-dinh", "thong-tu", "quyet-dinh", "chi-thi", "quy-dinh", "ke-hoach", "huong-dan", "thong-bao")
CODES = {"luat": "QH", "nghi-dinh": "NĐ-CP", "thong-tu": "TT-BNV", "quyet-dinh": "QĐ-UBND", "quy-dinh": "QĐ/TU"}
THINGS = (
    "tiếp công dân", "công tác văn thư", "thi đua khen thưởng", "quản lý đất đai", "trật tự xây dựng", "nước sạch",
    "chuyển đổi số", "cải cách hành chính", "an toàn thực phẩm", "phòng cháy chữa cháy", "lưu trữ tài liệu",
)  # fmt: skip
DEEDS = ("quy định về", "hướng dẫn thực hiện", "sửa đổi, bổ sung một số điều về", "ban hành quy chế", "tăng cường")
WORDS = ("t", "ti", "tiep cong", "tiếp công dân", "nd30", "30 2020 nd cp", "quy che nuoc sach", "khong co gi het")
TYPED = {"HX-Request": "true", "HX-Trigger": "tim"}
FILTERS = ("loai=nghi-dinh", "nam=2020&nam=2021", "hieu-luc=da-den-ngay", "co-quan=UBND+x%C3%A3+B%E1%BA%BFn+7")


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give `page.documents`, the 95th percentile of a request in ms; `quick` means fewer rounds."""
    began, rounds = time.monotonic(), 3 if quick else 12
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        found, errors, asked = _measure(rounds)
    yield Figure(
        bench="page.documents",
        unit="ms",
        samples=asked,
        seconds=time.monotonic() - began,
        sizes=found,
        conditions=CONDITIONS,
        errors=errors,
    ).line()


def _measure(rounds: int) -> tuple[dict[str, float], int, list[float]]:
    """Grow the library to each size and ask; a p95 per round of all ways to ask."""
    client = _client()
    found: dict[str, float] = {}
    errors, made, p95s = 0, 0, [0.0]
    for size in WORKS:
        _make(made, size)
        made = size
        p95s = []
        for _round in range(rounds + 1):
            times, failed = _ask(client)
            p95s.append(statistics.quantiles(times, n=20)[-1])
            errors += failed
        found[str(size)] = statistics.median(p95s[1:])
    return found, errors, p95s[1:]


def _ask(client: Any) -> tuple[list[float], int]:
    """Ask in every way once; milliseconds, and how many answers were not 200."""
    queries = ["", "trang=399", "xep=so", "xep=ten", *FILTERS, *(f"tim={word}" for word in WORDS)]
    queries += [f"tim={word}&{chosen}" for word in WORDS[:2] for chosen in FILTERS]
    answers = [_answer(client, query, headers) for query in queries for headers in ({}, TYPED)]
    return [each[0] for each in answers], sum(each[1] != 200 for each in answers)


def _answer(client: Any, query: str, headers: dict[str, str]) -> tuple[float, int]:
    began = time.perf_counter()
    answer = client.get(f"/van-ban/?{query}", headers=headers)
    return 1000 * (time.perf_counter() - began), answer.status_code


def _client() -> Any:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.factories import make_four

    settings.ALLOWED_HOSTS = ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    client.force_login(make_four().an.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _make(first: int, last: int) -> None:
    """Make works and their wordings, the same at every run."""
    from django.utils import timezone

    from thongsuot.corpus.models import Expression, Work

    now, works, wordings = timezone.now(), [], []
    for number in range(first, last):
        work = _work(number)
        works.append(work)
        wordings.append(
            Expression(
                work=work, ordinal=1, sha256=f"{number:064d}", text="x" * 5000, in_force_from=work.in_force_from,
                articles=number % 60, chapters=number % 7, read_at=now,
            )
        )  # fmt: skip
    Work.objects.bulk_create(works, batch_size=500)
    Expression.objects.bulk_create(wordings, batch_size=500)


def _work(number: int) -> Any:
    from thongsuot.corpus.models import Work

    chance = random.Random(number)
    kind = chance.choice(TYPES)
    on = date(1967, 1, 1) + timedelta(days=int(21_900 * chance.random() ** 0.4))
    work = Work(
        uri=f"/akn/vn/do/{number}",
        type_key=kind,
        number=f"{chance.randrange(1, 400)}/{on.year}/{CODES.get(kind, 'CT-UBND')}",
        title=f"{chance.choice(DEEDS)} {chance.choice(THINGS)} trên địa bàn khu vực số {number % 97}",
        issuer=f"UBND xã Bến {number % 240}" if number % 3 else chance.choice(("Chính phủ", "Quốc hội", "Bộ Nội vụ")),
        issued_on=None if number % 50 == 0 else on,
        in_force_from=on + timedelta(days=45) if number % 3 else None,
    )
    work.refold()
    return work
