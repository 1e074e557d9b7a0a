"""Pick questions of the bank so that many articles are asked about. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def spread(questions: Iterable[tuple[str, int]], number: int) -> tuple[int, ...]:
    """Pick as many ids of (article, question) as asked for: one of each article in turn, in the order they stand."""
    by_article: dict[str, list[int]] = {}
    for article, question in questions:
        by_article.setdefault(article, []).append(question)
    rounds = max((len(each) for each in by_article.values()), default=0)
    turns = [each[at] for at in range(rounds) for each in by_article.values() if at < len(each)]
    return tuple(turns[:number])
