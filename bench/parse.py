"""How long reading one message takes: median and p99 over 200 varied messages.

`python -m bench parse` prints microseconds, and as a yardstick of the machine what a bare `re` scan
of the same texts takes in the same run.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from expenseiq_core.parsing import date_fallback
from expenseiq_core.parsing.categories import default_context_categories
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "parsing" / "cases"
MESSAGES = 200
ROUNDS = 15
SCAN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d]+)|(?P<sign>\S)")
MORE = """
lunch 12.50 food|uber 9 yesterday|coffee 3.50|taxi 20 last friday #work|gift 30 12 nov
groceries 46,20|dinner 84 with @ana @bob|paid @ana 20|+2500 salary|tea 3 // with Tom
lunch 12 cash|cinema €9 friday
"""


def messages() -> list[tuple[str, Context]]:
    """Return 200 messages, evenly out of the tests' tables, and everyday English ones."""
    at = datetime(2026, 11, 18, 12, 0)  # noqa: DTZ001 - the speaker's wall clock
    categories = default_context_categories()
    chosen = [
        (text, Context(at=at, categories=categories)) for text in re.split("[|\n]", MORE.strip())
    ]
    rows = []
    for name in ("money.jsonl", "traps.jsonl"):
        rows += [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]
    rows = [row for row in rows if "*" not in row["text"]]
    wanted = MESSAGES - len(chosen)
    for i in range(wanted):
        row = rows[i * len(rows) // wanted]
        own = {"locale": "en_GB", "currency": "EUR"}
        for word in row.get("as", "").split():
            if word not in {"DMY", "MDY"}:
                own["currency" if word.isupper() else "locale"] = word
        chosen.append((row["text"], Context(at=at, categories=categories, **own)))
    return chosen


def best_times(
    run: Callable[[str, Context], object], rows: list[tuple[str, Context]]
) -> list[float]:
    """Return each message's best time in microseconds, sorted."""
    for text, context in rows:
        run(text, context)
    best = [float("inf")] * len(rows)
    for _ in range(ROUNDS):
        for i, (text, context) in enumerate(rows):
            begun = time.perf_counter()
            run(text, context)
            best[i] = min(best[i], (time.perf_counter() - begun) * 1e6)
    return sorted(best)


def with_dateparser() -> list[float]:
    """Return the microseconds of each of 60 messages whose date only dateparser reads, sorted."""
    date_fallback.warm("hr")
    context = Context(at=datetime(2026, 11, 18, 12, 0), locale="hr_HR")  # noqa: DTZ001
    months = ("siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja")
    times = []
    for i in range(60):
        text = f"taksi 20 {i % 28 + 1}. {months[i % 6]} {2025 - i // 28}"
        begun = time.perf_counter()
        reading = read(text, context).first
        times.append((time.perf_counter() - begun) * 1e6)
        assert reading.date is not None, text
    return sorted(times)


def longest() -> float:
    """Return the milliseconds of the slowest of long texts made to be slow, once warm."""
    baits = (
        "1.",
        "1 ",
        "a1",
        "@a ",
        "12 eur ",
        "(",
        ", ",
        "3 days ago ",
        "monday ",
        "x" * 40 + " ",
    )
    context = Context(at=datetime(2026, 11, 18, 12, 0))  # noqa: DTZ001
    texts = [bait * (length // len(bait)) for bait in baits for length in (300, 1_400, 10_000)]
    texts += ["\n".join([f"{bait} 12.50"] * 50) for bait in baits]
    return best_times(read, [(text, context) for text in texts])[-1] / 1000


def main() -> None:
    rows = messages()
    reading = best_times(read, rows)
    scanning = best_times(lambda text, _: SCAN.findall(text), rows)
    median, p99 = reading[len(rows) // 2], reading[len(rows) * 99 // 100]
    bare = scanning[len(rows) // 2]
    print(f"messages   {len(rows)}")
    print(f"read       median {median:.1f} µs   p99 {p99:.1f} µs   (aims: 60 and 200)")
    slow = with_dateparser()
    print(f"dateparser median {slow[len(slow) // 2]:.1f} µs   (aim: 1200; where it is asked)")
    print(f"long texts slowest {longest():.1f} ms   (aim: 20; up to 10,000 characters)")
    print(f"bare scan  median {bare:.1f} µs   ratio {median / bare:.1f}")
