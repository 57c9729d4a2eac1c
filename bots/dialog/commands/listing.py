"""`list`, `list today`, `list last 20`, `list november`: the newest entries first."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from bots.dialog import figures
from bots.dialog.command import Command
from bots.dialog.filters import Wanted, calendar_of, range_of, read
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.filter import Filter, Place
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.ranges import find_range
from expenseiq_core.services import own_lists, searching

_AFTER = re.compile(r"(?:^|\s)after (\d{4}-\d\d-\d\d)/([0-9a-f]{32})$")
_LAST = re.compile(r"(?:the )?\blast (\d{1,4})\b|^(\d{1,3})$", re.IGNORECASE)
_TRY = "Try: list, list today, list november, list last 20, or list food"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which entries to list: those that fit, at most so many, behind the last one shown."""

    wanted: Wanted
    last: int | None = None
    after: Place | None = None


def parse(said: Said) -> Ask | None:
    """Claim `list` with dates, a category, tags; other words make it an expense."""
    rest = said.after("list", "entries", "show entries")
    if rest is None:
        return None
    rest, after = cut_place(rest)
    last = _LAST.search(rest)
    dated = find_range(rest, calendar_of(said))
    if last is not None and not (dated and dated.start <= last.start() < dated.end):
        ask = Ask(
            wanted=read(rest[: last.start()] + rest[last.end() :], said),
            last=max(int(last[1] or last[2]), 1),
            after=after,
        )
    else:
        period = range_of(rest, said) if rest else None
        wanted = Wanted(filter=Filter(period=period)) if period else read(rest, said)
        ask = Ask(wanted=wanted, after=after)
    if ask.wanted.text or ask.wanted.bare_amount:
        if said.slash:
            raise UsageError(_TRY)
        return None
    return ask


def cut_place(text: str) -> tuple[str, Place | None]:
    """Return a button's text without the place that the next page begins behind."""
    match = _AFTER.search(text)
    if match is None:
        return text, None
    try:
        place = Place(dt.date.fromisoformat(match[1]), uuid.UUID(match[2]))
    except ValueError:
        return text, None
    return text[: match.start()], place


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer with a page, and with the sums above the first one if dates or the like are given."""
    asked, who = ask.wanted.filter, turn.who
    limit = min(ask.last or figures.PAGE, figures.PAGE)
    page = await own_lists.page(turn.session, who, asked, limit=limit, after=ask.after)
    left = ask.last - len(page.entries) if ask.last else None
    if left == 0:
        page = searching.Page(entries=page.entries, more=False)
    if not page.entries:
        return nothing(turn, ask.wanted, later=ask.after is not None)
    rows = [figures.found_line(turn, entry) for entry in page.entries]
    data = dict(figures.page_data(turn, page))
    if not asked.is_empty and ask.after is None and ask.last is None:
        totals = await own_lists.totals(turn.session, who, asked)
        name = figures.first_large(figures.filter_name(turn, ask.wanted))
        rows.insert(0, line(f"{name}: {figures.totals_text(turn, totals)}"))
        data["totals"] = figures.totals_data(turn, totals)
    command = f"list last {left}" if left else "list"
    buttons = (*figures.more_button(command, turn, asked, page), *_report_button(asked))
    return Answer(lines=tuple(rows), rows=(buttons,) if buttons else (), data=data)


def nothing(turn: Turn, wanted: Wanted, *, later: bool = False) -> Answer:
    """Answer that no entry fits."""
    if later:
        text = "That was all."
    elif wanted.filter.is_empty:
        text = f"No entries yet. {invitation(turn)}"
    else:
        text = f"Nothing found: {figures.filter_name(turn, wanted)}"
    return Answer(lines=(line(text),), data={"entries": [], "more": False})


def _report_button(asked: Filter) -> tuple[Button, ...]:
    return (Button(label="Report", action="report"),) if asked.is_empty else ()


COMMAND = Command(
    name="list",
    parse=parse,
    handle=handle,
    summary="your last entries",
    usage=(
        "list: the last entries, newest first\n"
        "list today, list this week, list november, list since monday\n"
        "list last 20\n"
        "list food, list #work, list last month by card\n"
        "For words in entries: search coffee"
    ),
    left_may=True,
)
