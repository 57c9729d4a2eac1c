"""A whole digest: at most eight lines, figures first, and its buttons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import figures
from bots.dialog.commands.report import beside, top
from bots.dialog.digests import parts
from bots.dialog.following import follow
from bots.dialog.messages import Answer, Button, Incoming, line
from bots.dialog.turn import Turn
from bots.dialog.typed import typed_period
from expenseiq_core.domain.occurrences import instant
from expenseiq_core.services.chats import Place
from expenseiq_core.services.digests import Digest
from expenseiq_core.services.ids import new_id

MOST: Final = 8
"""Lines."""
_NOWHERE: Final = Place(platform="", workspace="", chat="", sender="")
Row = tuple[int, str]
"""How little it matters, and a line."""


def turn_of(session: AsyncSession, digest: Digest, now: dt.datetime) -> Turn:
    """Return a turn in which nobody said anything: for words that depend on who reads, and when."""
    days, zone = digest.days, digest.who.timezone
    noon = instant(days.today, dt.time(12), zone) or now
    return Turn(
        session=session,
        incoming=Incoming(place=_NOWHERE, message_id="", sent_at=noon),
        who=digest.who,
        now=now,
        id=new_id(),
        source="",
        follow=follow,
    )


def answer(turn: Turn, digest: Digest, *, always: bool = False) -> Answer | None:
    """Return what a digest says; None: nothing happened, and that is not to be said."""
    if not digest.figures.count:
        return _nothing(turn, digest) if always else None
    by_cadence = {"daily": _daily, "weekly": _weekly, "monthly": _monthly}
    rows = _fitting(by_cadence[digest.days.cadence](turn, digest))
    details = Button(
        label="Details",
        action=f"report {typed_period(digest.days.period)}",
        for_all=turn.who.is_group,
    )
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((details, *_last(turn, digest)),),
        data=_data(turn, digest),
    )


def _last(turn: Turn, digest: Digest) -> tuple[Button, ...]:
    command, for_all = f"digest {digest.days.cadence}", turn.who.is_group
    return (
        Button(label="Change time", action=f"{command} time", for_all=for_all),
        Button(label="Stop", action=f"{command} off", for_all=for_all),
    )


def _nothing(turn: Turn, digest: Digest) -> Answer:
    """Say in one line that nothing happened, and what is left."""
    text = f"{parts.period_name(turn, digest)}: nothing logged"
    if digest.budgets and digest.days.cadence != "monthly":
        text += f" · {parts.budget(turn, digest.budgets[0], bars=False)}"
    return Answer(lines=(line(text),), rows=(_last(turn, digest),), data=_data(turn, digest))


def _fitting(rows: Iterable[Row]) -> Sequence[str]:
    """Return the lines that matter most, in their order."""
    said = [(rank, n, text) for n, (rank, text) in enumerate(rows) if text]
    kept = sorted(sorted(said, key=lambda row: row[:2])[:MOST], key=lambda row: row[1])
    return [text for _, _, text in kept]


def _daily(turn: Turn, digest: Digest) -> list[Row]:
    """Return yesterday, and what is left."""
    budgets = [parts.budget(turn, status, bars=False) for status in digest.budgets[:2]]
    return [
        (0, parts.head(turn, digest)),
        (1, parts.categories(turn, digest)),
        *_of_group(turn, digest),
        (2, parts.month(turn, digest)),
        *((3 + n * 3, text) for n, text in enumerate(budgets)),
        (4, parts.standings(turn, digest)),
        (3, parts.coming(turn, digest)),
        (3, parts.remarkable(turn, digest)),
        (5, beside(turn, digest.figures)),
    ]


def _weekly(turn: Turn, digest: Digest) -> list[Row]:
    """Return the week, and how budgets stand."""
    budgets = [parts.budget(turn, status, bars=True) for status in digest.budgets[:3]]
    return [
        (0, parts.head(turn, digest)),
        *_bars(turn, digest, 3 if budgets else 4),
        *_of_group(turn, digest),
        (2, parts.compared(turn, digest)),
        *((2 + n, text) for n, text in enumerate(budgets)),
        (4, parts.standings(turn, digest)),
        (4, parts.coming(turn, digest)),
        (3, parts.remarkable(turn, digest)),
        (5, beside(turn, digest.figures)),
    ]


def _monthly(turn: Turn, digest: Digest) -> list[Row]:
    """Return the month against the last one and the year before."""
    return [
        (0, parts.head(turn, digest)),
        *_bars(turn, digest, 3),
        *_of_group(turn, digest),
        (2, parts.compared(turn, digest)),
        (3, parts.ended(turn, digest.budgets[:3])),
        (4, parts.standings(turn, digest)),
        (5, parts.coming(turn, digest)),
        (3, parts.remarkable(turn, digest)),
        (4, beside(turn, digest.figures)),
    ]


def _bars(turn: Turn, digest: Digest, shown: int) -> list[Row]:
    rows = top(turn, digest.figures, shown=shown)
    return [(1, "".join(span.text for span in row)) for row in rows]


def _of_group(turn: Turn, digest: Digest) -> list[Row]:
    return [(2, parts.paid(turn, digest))] if turn.who.is_group else []


def _data(turn: Turn, digest: Digest) -> dict[str, object]:
    days, found = digest.days, digest.figures
    names = [(turn.who.category(t.category_id), t.minor) for t in found.by_category]
    return {
        "digest": days.cadence,
        "from": days.period.start.isoformat(),
        "before": days.period.end.isoformat(),
        "currency": turn.who.currency,
        "count": found.count,
        "spent": figures.amount(turn, found.spent),
        "spent_before": figures.amount(turn, found.spent_before),
        "categories": {c.name if c else "": figures.amount(turn, m) for c, m in names},
        "month": figures.amount(turn, digest.month),
        "without_rate": found.without_rate,
        "remarkable": digest.remarkable.kind if digest.remarkable else None,
    }
