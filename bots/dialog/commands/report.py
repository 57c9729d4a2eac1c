"""`report`, `report last month`, `report 2026`: a period in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bots.dialog import figures, homes, wording
from bots.dialog.bars import bar
from bots.dialog.command import Command
from bots.dialog.filters import range_of
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.turn import Said, Turn
from bots.dialog.typed import typed_period
from expenseiq_core.domain.comparing import Comparison, cadence_of, comparison, percents
from expenseiq_core.domain.period import Cadence, Period, period_of
from expenseiq_core.errors import UsageError
from expenseiq_core.services import analytics, own_lists
from expenseiq_core.services.analytics import Scope
from expenseiq_core.services.figures import CategoryTotal, Figures

_TRY = "Try: report, report last month, report november, or report 2026"
_SCOPE = re.compile(r"(?:^|\b)(groups|own) only\b")
_REST = re.compile(r"(?:^|\s)rest (\d{1,3})$")
SHOWN = 4
"""Categories in the first answer."""
PAGE = 7
BAR = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The period, and how many categories were shown before this page."""

    period: Period | None = None
    shown: int = 0
    scope: Scope = "all"


def parse(said: Said) -> Ask | None:
    """Claim `report` alone or with dates."""
    rest = said.after("report")
    if rest is None:
        return None
    match = _REST.search(rest)
    shown = int(match[1]) if match else 0
    rest = rest[: match.start()].strip() if match else rest
    rest, scope = _scoped(rest, said)
    period = range_of(rest, said) if rest else None
    if rest and period is None:
        if said.slash:
            raise UsageError(_TRY)
        return None
    return Ask(period=period, shown=shown, scope=scope)


def _scoped(text: str, said: Said) -> tuple[str, Scope]:
    """Cut `groups only` or `own only` from a text: a group has one book only."""
    match = None if said.who.is_group else _SCOPE.search(text)
    if match is None:
        return text, "all"
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    return rest, "groups" if match[1] == "groups" else "own"


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer with the total, its categories, the biggest entry and the period before."""
    start = turn.who.month_start
    period = ask.period or period_of(turn.today, "monthly", month_start=start)
    compared = comparison(period, today=turn.today, month_start=start)
    found = await analytics.figures(turn.session, turn.who, period, compared, scope=ask.scope)
    data = _data(turn, period, found, compared)
    if ask.shown:
        rows, buttons = _rest(turn, replace(ask, period=period), found)
        return Answer(lines=tuple(rows), rows=(buttons,) if buttons else (), data=data)
    rows = [line(_head(turn, period, found, ask.scope)), *top(turn, found)]
    if found.homeless:
        rows.append(homes.question(found.homeless[0]))
        data["homeless"] = [share.homeless for share in found.homeless]
    elif found.count > 1:
        rows += await _biggest(turn, period, ask.scope, data)
    rows += [
        line(text) for text in (compared_text(turn, found, compared), beside(turn, found)) if text
    ]
    buttons = _buttons(turn, replace(ask, period=period), found, compared)
    offered = homes.buttons(turn, found.homeless[0]) if found.homeless else ()
    return Answer(
        lines=tuple(rows), rows=tuple(row for row in (offered, buttons) if row), data=data
    )


async def _biggest(turn: Turn, period: Period, scope: Scope, data: dict[str, object]) -> list[Line]:
    """Return the line about the largest expense, of one's own or shared in a group."""
    own = await analytics.biggest(turn.session, turn.who, period) if scope != "groups" else None
    share = await own_lists.biggest(turn.session, turn.who, period) if scope != "own" else None
    if share is not None and (own is None or (share.base_minor or 0) > own.base_minor):
        text, no, minor, date = (
            " · ".join(figures.share_parts(turn, share)),
            share.no,
            0,
            share.date,
        )
        minor = share.base_minor or 0
    elif own is not None:
        no, minor, date = own.no, own.base_minor, own.date
        text = f"#{no} {wording.title(own.description)} {figures.base(turn, minor)}"
    else:
        return []
    on = f", {figures.day(turn, date)}" if date != turn.today else ""
    data["biggest"] = {"number": no, "amount": figures.amount(turn, minor)}
    return [line(f"Biggest: {text}{on}")]


def _head(turn: Turn, period: Period, found: Figures, scope: Scope) -> str:
    name = figures.first_large(figures.period_name(turn, period))
    name += {"all": "", "groups": ", groups only", "own": ", own ledger only"}[scope]
    if not found.count:
        return f"{name}: nothing yet. {invitation(turn)}"
    count = wording.plural(found.count, "entry", "entries")
    text = f"{name}: {figures.base(turn, found.spent)} in {count}"
    if found.in_groups and scope == "all":
        text += f", {figures.base(turn, found.in_groups)} in groups"
    return text


def top(turn: Turn, found: Figures, *, shown: int = SHOWN) -> list[Line]:
    """Return a line a category; if they are too many, the last one is about all others."""
    shares = _shares(found)
    if len(shares) <= shown:
        return [_share(turn, *one) for one in shares]
    others = shares[shown - 1 :]
    minor = sum(total.minor for total, _ in others)
    percent = sum(share for _, share in others)
    text = (
        f"{bar(percent, width=BAR)} {len(others)} others {figures.base(turn, minor)} · {percent} %"
    )
    return [*[_share(turn, *one) for one in shares[: shown - 1]], line(text)]


def _shares(found: Figures) -> list[tuple[CategoryTotal, int]]:
    totals = found.by_category
    return list(zip(totals, percents([total.minor for total in totals]), strict=True))


def _share(turn: Turn, total: CategoryTotal, percent: int) -> Line:
    category = turn.who.category(total.category_id)
    name = category.label if category else "No category"
    amount = figures.base(turn, total.minor)
    # The bar stands first, so that bars line up in a proportional font too.
    return line(f"{bar(percent, width=BAR)} {name} {amount} · {percent} %")


def _rest(turn: Turn, ask: Ask, found: Figures) -> tuple[list[Line], tuple[Button, ...]]:
    shares = _shares(found)
    end = ask.shown + PAGE
    rows = [_share(turn, *one) for one in shares[ask.shown : end]] or [line("That was all.")]
    if end < len(shares):
        return rows, (Button(label="More", action=f"{_typed(ask)} rest {end}"),)
    return rows, ()


def _typed(ask: Ask) -> str:
    """Return the command that asks the same."""
    assert ask.period is not None
    scope = "" if ask.scope == "all" else f"{ask.scope} only "
    return f"report {scope}{typed_period(ask.period)}"


def compared_text(turn: Turn, found: Figures, compared: Comparison | None) -> str:
    """Return `€40.00 less than by now in October`; nothing where nothing was spent before."""
    if compared is None or not found.spent_before:
        return ""
    name = _before_name(turn, compared.before)
    change = found.spent_so_far - found.spent_before
    when = f"by now {name}" if compared.is_partial else name
    if not change:
        return f"As much as {when}"
    return f"{figures.base(turn, abs(change))} {'more' if change > 0 else 'less'} than {when}"


def _before_name(turn: Turn, before: Period) -> str:
    """Return `in October`, `last week`, `in the month before`, `in the 12 days before`."""
    name = figures.on_or_in(turn, before)
    if not name.startswith("from "):
        return name
    cadence = cadence_of(before, month_start=turn.who.month_start)
    units: dict[Cadence, str] = {"weekly": "week", "monthly": "month", "yearly": "year"}
    if cadence in units:
        return f"in the {units[cadence]} before"
    return f"in the {wording.plural(before.days, 'day')} before"


def beside(turn: Turn, found: Figures) -> str:
    """Return what stands beside the total: income, savings, own transfers, missing rates."""
    parts = [
        f"{name} {figures.base(turn, minor)}"
        for name, minor in (
            ("Income", found.income),
            ("Saved", found.saved),
            ("Moved", found.moved),
        )
        if minor
    ]
    if found.without_rate:
        parts.append(figures.without_rate_text(found.without_rate))
    return " · ".join(parts)


def _buttons(
    turn: Turn, ask: Ask, found: Figures, compared: Comparison | None
) -> tuple[Button, ...]:
    assert ask.period is not None
    row: list[Button] = []
    if compared is not None:
        label = figures.first_large(figures.period_name(turn, compared.before))
        row.append(Button(label=label, action=_typed(replace(ask, period=compared.before))))
    if found.count:
        row.append(Button(label="List", action=f"list {typed_period(ask.period)}"))
    if len(found.by_category) > SHOWN:
        row.append(Button(label="More", action=f"{_typed(ask)} rest {SHOWN - 1}"))
    if ask.scope == "all" and found.in_groups and found.in_groups != found.spent:
        action = _typed(replace(ask, scope="groups"))
        row.append(Button(label="Groups only", action=action))
    return tuple(row)


def _data(
    turn: Turn, period: Period, found: Figures, compared: Comparison | None
) -> dict[str, object]:
    names = [(turn.who.category(t.category_id), t.minor) for t in found.by_category]
    return {
        "from": period.start.isoformat(),
        "before": period.end.isoformat(),
        "currency": turn.who.currency,
        "count": found.count,
        "spent": figures.amount(turn, found.spent),
        "in_groups": figures.amount(turn, found.in_groups),
        "income": figures.amount(turn, found.income),
        "saved": figures.amount(turn, found.saved),
        "moved": figures.amount(turn, found.moved),
        "without_rate": found.without_rate,
        "categories": {c.name if c else "": figures.amount(turn, m) for c, m in names},
        "spent_before": figures.amount(turn, found.spent_before) if compared else None,
    }


COMMAND = Command(
    name="report",
    parse=parse,
    handle=handle,
    summary="what was spent, by category",
    usage=(
        "report: this month, by category, compared with the month before up to the same day\n"
        "report today, report this week, report last month\n"
        "report november, report october 2025, report 2026\n"
        "report since monday, report 1 nov - 12 nov\n"
        "Your shares in groups count too: report groups only, report own only\n"
        "Savings, transfers and income stand apart from the total."
    ),
    left_may=True,
)
