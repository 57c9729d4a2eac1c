"""The lines of a digest: what was spent, beside what it stands, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bots.dialog import figures, naming, owing, standing, wording
from bots.dialog.bars import bar
from bots.dialog.budgets import ordinal
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import BudgetStatus
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.services.digests import Digest
from expenseiq_core.services.recurring import Coming

CATEGORIES = 3
NAMES = 4
"""Of people, groups or things that come next, in a line."""
BAR = 6
NAME = 24
"""Letters of a group's name."""
EARLY = 6
"""Before a sixth of its period is gone, nobody knows a budget's pace."""


def period_name(turn: Turn, digest: Digest) -> str:
    """Return `Wed 18 Nov`, `Last week`, `October`: of a group behind its name."""
    days = digest.days
    name = figures.period_name(turn, days.period)
    if days.cadence == "daily":
        name = figures.day(turn, days.period.start)
    name = figures.first_large(name)
    return f"{_group(turn.who.ledger_name)}, {name}" if turn.who.is_group else name


def head(turn: Turn, digest: Digest) -> str:
    """Return `Wed 18 Nov: €31.20 in 3 entries`; of a day with an income alone `nothing spent`."""
    found = digest.figures
    if not found.by_category:
        return f"{period_name(turn, digest)}: nothing spent"
    count = wording.plural(found.count, "entry", "entries")
    return f"{period_name(turn, digest)}: {figures.base(turn, found.spent)} in {count}"


def categories(turn: Turn, digest: Digest) -> str:
    """Return `🍽 Food €19.70 · 🚌 Transport €11.50`, the largest first."""
    totals = digest.figures.by_category
    shown = totals if len(totals) <= CATEGORIES else totals[: CATEGORIES - 1]
    parts = []
    for total in shown:
        category = turn.who.category(total.category_id)
        name = category.label if category else "No category"
        parts.append(f"{name} {figures.base(turn, total.minor)}")
    others = totals[len(shown) :]
    if others:
        minor = sum(total.minor for total in others)
        parts.append(f"{len(others)} others {figures.base(turn, minor)}")
    return " · ".join(parts)


def month(turn: Turn, digest: Digest) -> str:
    """Return `November €612, €40 less than by now in October`."""
    if not digest.month and not digest.month_before:
        return ""
    days = digest.days
    whole = period_of(days.month.start, "monthly", month_start=turn.who.month_start)
    text = f"{_month_name(turn, whole)} {_short(turn, digest.month)}"
    if not digest.month_before:
        return text
    before = _before_name(turn, days.months_before[0])
    now = "" if days.month.end == whole.end else "by now "
    return f"{text}, {_change(turn, digest.month, digest.month_before)} {now}{before}"


def compared(turn: Turn, digest: Digest) -> str:
    """Return how a week or month compares with the one before, a year ago, and the usual."""
    days, spent = digest.days, digest.figures.spent
    parts = []
    if digest.figures.spent_before:
        before = "the week before"
        if days.cadence == "monthly":
            before = _before_name(turn, days.before)
        parts.append(f"{_change(turn, spent, digest.figures.spent_before)} {before}")
    if digest.year_before:
        parts.append(f"{_change(turn, spent, digest.year_before)} a year ago")
    if digest.usual:
        parts.append(f"usually {_short(turn, digest.usual)}")
    return figures.first_large(", ".join(parts))


def _change(turn: Turn, now: int, before: int) -> str:
    if now == before:
        return "as much as"
    word = "more" if now > before else "less"
    return f"{_short(turn, abs(now - before))} {word} than"


def _month_name(turn: Turn, whole: Period) -> str:
    if turn.who.month_start == 1:
        return figures.first_large(wording.month(whole.start, turn.who.locale, today=turn.today))
    return "This month" if turn.today in whole else "Last month"


def _before_name(turn: Turn, period: Period) -> str:
    whole = period_of(period.start, "monthly", month_start=turn.who.month_start)
    if turn.who.month_start == 1 and period.start == whole.start:
        return f"in {wording.month(period.start, turn.who.locale, today=turn.today)}"
    return "in the month before"


def budget(turn: Turn, status: BudgetStatus, *, bars: bool) -> str:
    """Return `Food: €82 left for 12 days, at this pace gone on the 24th`."""
    left, locale = status.left_minor, turn.who.locale
    name = standing.budget_name(turn, status.budget)
    amount = wording.short_money(Money(abs(left), status.budget.currency), locale)
    days = wording.plural(status.days_left, "day")
    begin = f"{bar(status.percent, width=BAR)} " if bars else ""
    if left < 0:
        return f"{begin}{name}: {amount} over, {days} to go"
    text = f"{begin}{name}: {amount} left for {days}"
    gone = status.gone_on
    early = status.days_gone * EARLY < status.period.days
    if gone is None or early or not left:
        return text
    same = (gone.year, gone.month) == (turn.today.year, turn.today.month)
    on = f"the {ordinal(gone.day)}" if same else figures.day(turn, gone)
    return f"{text}, at this pace gone on {on}"


def ended(turn: Turn, statuses: Sequence[BudgetStatus]) -> str:
    """Return how budgets ended: `Food €190 of €200 · Fun €64 of €50`."""
    return " · ".join(standing.budget_text(turn, status) for status in statuses)


def standings(turn: Turn, digest: Digest) -> str:
    """Return `Lisbon: you get back €32.00`; in a group `Ana gets back €10.00 · Bob owes €42.00`."""
    parts = []
    for one in digest.standings[:NAMES]:
        if turn.who.is_group:
            parts.append(owing.standing_of(turn, one.member_id, one.nets))
        else:
            text = owing.standing_of(turn, turn.who.member_id, one.nets)
            parts.append(f"{_group(one.name)}: {text[:1].lower()}{text[1:]}")
    return _more(parts, len(digest.standings))


def paid(turn: Turn, digest: Digest) -> str:
    """Return `Paid: Mia €84.00 · Ana €27.00`, the most first."""
    payers = sorted(digest.paid.items(), key=lambda item: (-item[1], item[0]))
    parts = [
        f"{naming.shown(turn.who, member)} {figures.base(turn, minor)}"
        for member, minor in payers[:NAMES]
        if minor
    ]
    return f"Paid: {_more(parts, len(payers))}" if parts else ""


def coming(turn: Turn, digest: Digest) -> str:
    """Return `Tomorrow: Netflix €15.99`, or `Next: Netflix €15.99 Fri 20 Nov · Gym …`.

    What comes on several dates is named with the first of them.
    """
    firsts: dict[str, Coming] = {}
    for one in digest.coming:
        firsts.setdefault(_thing(turn, one), one)
    found = tuple(firsts.values())
    if not found:
        return ""
    near = {turn.today: "Today", turn.today + dt.timedelta(days=1): "Tomorrow"}
    dates = {one.date for one in found}
    if len(dates) == 1 and found[0].date in near:
        parts = [_thing(turn, one) for one in found[:NAMES]]
        return f"{near[found[0].date]}: {_more(parts, len(found))}"
    parts = [
        f"{_thing(turn, one)} {near.get(one.date, figures.day(turn, one.date)).lower()}"
        if one.date in near
        else f"{_thing(turn, one)} {figures.day(turn, one.date)}"
        for one in found[:NAMES]
    ]
    return f"Next: {_more(parts, len(found))}"


def _thing(turn: Turn, one: Coming) -> str:
    amount = wording.money(Money(one.amount_minor, one.currency), turn.who.locale)
    return f"{wording.title(wording.shortened(one.description, NAME))} {amount}"


def remarkable(turn: Turn, digest: Digest) -> str:
    """Return the one remarkable thing."""
    found = digest.remarkable
    if found is None:
        return ""
    category = turn.who.category(found.category_id)
    label = category.label if category else "No category"
    amount = figures.base(turn, found.minor)
    if found.kind == "cheap":
        return f"The cheapest week of eight: {amount}"
    if found.kind == "more":
        whole = period_of(digest.days.month.start, "monthly", month_start=turn.who.month_start)
        now = "" if digest.days.month.end == whole.end else " by now"
        usual = _short(turn, found.usual_minor or 0)
        return f"{label} {_short(turn, found.minor)} this month, usually {usual}{now}"
    name = wording.title(wording.shortened(digest.named.description, 40)) if digest.named else ""
    if digest.named and digest.named.group and not turn.who.is_group:
        name += f" in {_group(digest.named.group)}"
    if found.kind == "first":
        return f"First {label} for 60 days: {name} {amount}"
    times = found.minor // max(found.usual_minor or 0, 1)
    usual = _short(turn, found.usual_minor or 0)
    return f"{name} {amount}: {times} times the usual {usual} of {label}"


def _short(turn: Turn, minor: int) -> str:
    return figures.base(turn, minor, short=True)


def _group(name: str) -> str:
    return wording.shortened(name, NAME)


def _more(parts: Sequence[str], count: int) -> str:
    rest = count - len(parts)
    return " · ".join([*parts, f"{rest} more"] if rest > 0 else parts)
