"""`how much on food last month?`: one figure. A question is answered, never booked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bots.dialog import figures, wording
from bots.dialog.command import Command
from bots.dialog.filters import Wanted, range_of, read
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from bots.dialog.typed import typed
from expenseiq_core.domain.filter import Filter
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.services import own_lists
from expenseiq_core.services.searching import Totals

_SPENT = re.compile(
    r"(?:how much(?: money)?|what)(?: (?:did|do|have|has|was|is))?(?: (?:i|we|you))?"
    r" (?P<verb>spend|spent|spending|pay|paid|buy|bought|earn|earned|make|made)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ON = re.compile(
    r"how much(?: money)?(?: (?:was|is|went|have|did))?(?P<rest> (?:on|for|in|at|by|since)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(r"how much ", re.IGNORECASE)
_EARNED = frozenset(("earn", "earned", "make", "made"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the question is about."""

    wanted: Wanted
    income: bool = False


def parse(said: Said) -> Ask | None:
    """Claim `how much on …`, `how much did I spend …`, `what did I spend …`."""
    text = " ".join(said.text.split())
    match = _SPENT.fullmatch(text) or _ON.fullmatch(text)
    if match is None:
        period = range_of(text[len("how much") :], said) if _WHEN.match(text) else None
        return Ask(wanted=Wanted(filter=Filter(period=period))) if period else None
    verb = match.groupdict().get("verb") or ""
    return Ask(wanted=read(match["rest"], said), income=verb.casefold() in _EARNED)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer in one line: figure, what on, when, and how many entries; this month if not said."""
    month = period_of(turn.today, "monthly", month_start=turn.who.month_start)
    period = ask.wanted.filter.period or month
    wanted = replace(ask.wanted, filter=replace(ask.wanted.filter, period=period))
    totals = await own_lists.totals(turn.session, turn.who, wanted.filter)
    minor = totals.income if ask.income else _figure(totals)
    text = _sentence(turn, wanted, period, minor=minor, income=ask.income)
    if totals.count and not ask.income:
        text += f", {wording.plural(totals.count, 'entry', 'entries')}"
    text += figures.without_rate_text(totals.without_rate, before=", ")
    command = "search" if wanted.filter.words else "list"
    button = Button(label="List", action=f"{command} {typed(wanted.filter, turn.who)}")
    rows = ((button,),) if totals.count else ()
    data = {"amount": figures.amount(turn, minor), **figures.totals_data(turn, totals)}
    return Answer(lines=(line(text),), rows=rows, data=data)


def _figure(totals: Totals) -> int:
    """Return what was spent; of savings and transfers alone, what went there."""
    return totals.spent or totals.saved + totals.moved


def _sentence(turn: Turn, wanted: Wanted, period: Period, *, minor: int, income: bool) -> str:
    asked = wanted.filter
    about = [*wanted.text, *(f"#{tag}" for tag in asked.tags)]
    if wanted.category is not None:
        about.append(("in " if about else "") + wanted.category.name)
    parts = [figures.base(turn, minor) if minor else "Nothing"]
    if income:
        parts.append("income")
    elif about:
        parts.append(f"on {' '.join(about)}")
    if asked.amounts is not None:
        parts.append(figures.amounts_name(turn, asked))
    if asked.payment_method is not None:
        parts.append(f"by {asked.payment_method}")
    parts.append(figures.on_or_in(turn, period))
    return " ".join(parts)


COMMAND = Command(
    name="question",
    parse=parse,
    handle=handle,
    summary="ask: how much on food last month?",
    usage=(
        "how much on food last month?\n"
        "how much did I spend in march 2026?\n"
        "how much on coffee this year?\n"
        "what did I spend yesterday?\n"
        "Without a date it is about this month."
    ),
    left_may=True,
)
