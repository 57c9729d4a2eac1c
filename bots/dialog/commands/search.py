"""`search coffee in food >20 last month`: what was spent on it, and the newest of it."""

from __future__ import annotations

from dataclasses import dataclass

from bots.dialog import figures
from bots.dialog.command import Command
from bots.dialog.commands.listing import cut_place, nothing
from bots.dialog.filters import Wanted, read
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.filter import Place
from expenseiq_core.errors import UsageError
from expenseiq_core.services import own_lists

_TRY = "Try: search coffee, search food >20 last month, or search #work by card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to search for, behind the last entry shown."""

    wanted: Wanted
    after: Place | None = None


def parse(said: Said) -> Ask | None:
    """Claim `search` and `find` with a filter; words and an amount make it an expense."""
    rest = said.after("search", "find", "search for")
    if rest is None:
        return None
    rest, after = cut_place(rest)
    wanted = read(rest, said)
    if wanted.filter.is_empty:
        if said.slash or not rest:
            raise UsageError(_TRY)
        return None
    if not said.slash and wanted.bare_amount and wanted.text:
        return None
    return Ask(wanted=wanted, after=after)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer with count and sum, then the newest entries."""
    asked = ask.wanted.filter
    page = await own_lists.page(turn.session, turn.who, asked, limit=figures.PAGE, after=ask.after)
    if not page.entries:
        return nothing(turn, ask.wanted, later=ask.after is not None)
    rows = [figures.found_line(turn, entry) for entry in page.entries]
    data = dict(figures.page_data(turn, page))
    if ask.after is None:
        totals = await own_lists.totals(turn.session, turn.who, asked)
        name = figures.first_large(figures.filter_name(turn, ask.wanted))
        rows.insert(0, line(f"{name}: {figures.totals_text(turn, totals)}"))
        data["totals"] = figures.totals_data(turn, totals)
    buttons = figures.more_button("search", turn, asked, page)
    return Answer(lines=tuple(rows), rows=(buttons,) if buttons else (), data=data)


COMMAND = Command(
    name="search",
    parse=parse,
    handle=handle,
    summary="find entries: search coffee >3 last month",
    usage=(
        "search coffee: in descriptions and notes\n"
        "search coffee in food, search food: a category\n"
        "search #work: a tag\n"
        "search >20, <5, 10..50: amounts\n"
        "search last month, november, since monday, 1 nov - 12 nov\n"
        "search by card: a payment method\n"
        "All of it mixes: search coffee >3 in food this year by card\n"
        'As it stands: search "march"'
    ),
    left_may=True,
)
