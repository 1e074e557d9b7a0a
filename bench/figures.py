"""One figure, one line: medians of several runs after a warm-up, with the spread, the sizes and how it grows."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at its budget's size, and what it was measured beside; `samples` are in `unit`.

    `sizes` hold amounts (of time, say), rates (so much a second) or shares (so much for a unit of size); the exponent
    is always that of the amount.
    """

    bench: str
    unit: str
    samples: Sequence[float]
    seconds: float
    conditions: str
    sizes: Mapping[str, float] = field(default_factory=dict)
    peer: str | None = None
    peer_samples: Sequence[float] = ()
    errors: int = 0
    sizes_are: Literal["amounts", "rates", "shares"] = "amounts"

    def line(self) -> dict[str, Any]:
        """Give the line as it is written down: ratio is ours over the peer's, exponent 1 means linear in size."""
        value = statistics.median(self.samples)
        peer_value = statistics.median(self.peer_samples) if self.peer_samples else None
        return {
            "bench": self.bench,
            "value": rounded(value),
            "unit": self.unit,
            "peer": self.peer if self.peer_samples else None,
            "peer_value": rounded(peer_value),
            "ratio": rounded(value / peer_value) if peer_value else None,
            "n": len(self.samples),
            "min": rounded(min(self.samples)),
            "max": rounded(max(self.samples)),
            "seconds": rounded(self.seconds),
            "errors": self.errors,
            "sizes": {size: rounded(found) for size, found in self.sizes.items()},
            "exponent": exponent(self.amounts),
            "conditions": self.conditions,
        }

    @property
    def amounts(self) -> Mapping[str, float]:
        """Give something in proportion to the time or amount at each size."""
        if self.sizes_are == "rates":
            return {size: float(size) / found for size, found in self.sizes.items()}
        if self.sizes_are == "shares":
            return {size: float(size) * found for size, found in self.sizes.items()}
        return self.sizes


def samples(times: int, act: Callable[[], object], *, warm_ups: int = 1) -> list[float]:
    """Time an act so many times, in seconds, after warming up."""
    for _round in range(warm_ups):
        act()
    return [timed(act) for _round in range(times)]


def timed(act: Callable[[], object]) -> float:
    """Time one act in seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def exponent(sizes: Mapping[str, float]) -> float | None:
    """Give the slope of the time over the size, both logarithmic: 1.0 grows as the size does; None below two sizes."""
    points = [(math.log(float(size)), math.log(value)) for size, value in sizes.items() if value > 0]
    if len(points) < 2:
        return None
    return rounded(statistics.linear_regression(*zip(*points, strict=True)).slope)


def rounded(value: float | None) -> float | None:
    """Keep three meaningful digits; more would pretend."""
    return None if value is None else float(f"{value:.3g}")
