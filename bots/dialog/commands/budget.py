"""`budget food 200 monthly`: set, look at, change and close budgets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from bots.dialog import budgets as shown
from bots.dialog.arguments import category_in, date_in, money_in, nearest_date_in, no_category
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.percents import percents_in
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import CADENCES, Cadence, period_of
from expenseiq_core.errors import AmountError, ConflictError, NotFoundError, UsageError
from expenseiq_core.services import budgets
from expenseiq_core.services.chats import Category
from expenseiq_core.services.ids import new_id

_TRY = "Try: budget food 200 monthly"
_UNITS: dict[str, Cadence] = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}
_CADENCE_WORDS: dict[str, Cadence] = {c: c for c in CADENCES}
OVERALL = frozenset({"all", "everything", "overall", "total"})
"""Words for the budget of all spending."""
_NOTHING = re.compile(r"[-−][\d.,]+|0+(?:[.,]0*)?")
_EACH = frozenset({"a", "per", "each", "every"})
_OPTIONS = frozenset(
    {"from", "since", "until", "till", "rollover", "warn", "off", "close", "change", *CADENCES}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a text asks about budgets."""

    category: Category | None = None
    overall: bool = False
    """About all spending; neither category nor overall: about every budget."""
    limit: Money | None = None
    cadence: Cadence | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    rollover: bool | None = None
    warns: tuple[int, ...] | None = None
    """Percents at which it is to warn; none: never."""
    off: bool = False
    change: bool = False
    page: int = 1

    @property
    def category_id(self) -> object:
        """The category's id; None for all spending."""
        return self.category.id if self.category else None


def parse(said: Said) -> Ask | None:
    """Claim a text that is about budgets from its first to its last word."""
    rest = said.after("budget", "budgets")
    if rest is None:
        return None
    if not rest:
        return Ask()
    words = rest.split()
    if len(words) == 2 and words[0].casefold() == "page" and words[1].isdecimal():
        return Ask(page=max(int(words[1][:4]), 1))
    cut = next((i for i in range(len(words)) if _is_option(words, i)), len(words))
    options = _options(said, words[cut:])
    head = _head(said, words[:cut]) if options is not None else None
    if options is None or head is None:
        if said.slash:
            raise UsageError(_unfit(said, words[:cut], options_fit=options is not None))
        return None
    return replace(options, category=head.category, overall=head.overall, limit=head.limit)


def _head(said: Said, words: list[str]) -> Ask | None:
    """Read `food 200`, `200`, `all 200` or `food`."""
    for count in (1, 2, 3):
        if count > len(words):
            break
        for amount, name in (
            (words[len(words) - count :], words[: len(words) - count]),
            (words[:count], words[count:]),
        ):
            about = _about(said, name[1:] if name[:1] == ["for"] else name)
            limit = _limit(said, amount) if about is not None else None
            if about is not None and limit is not None:
                return replace(about, limit=limit)
    return _about(said, words) if words else None


def _limit(said: Said, words: list[str]) -> Money | None:
    typed = " ".join(words)
    if _NOTHING.fullmatch(typed):
        raise AmountError(f"A budget is more than zero. {_TRY}. To close it: budget food off")
    return money_in(said, typed)


def _about(said: Said, name: list[str]) -> Ask | None:
    if not name or (len(name) == 1 and name[0].casefold() in OVERALL):
        return Ask(overall=True)
    category = category_in(said, " ".join(name))
    return Ask(category=category) if category else None


def _options(said: Said, words: list[str]) -> Ask | None:
    """Read `weekly from 1 jan until 31 dec rollover on`; None if a word does not fit."""
    found, i, days = Ask(), 0, dict[str, str]()
    while i < len(words):
        word = words[i].casefold()
        following = words[i + 1].casefold() if i + 1 < len(words) else ""
        if word in _CADENCE_WORDS:
            found, used = replace(found, cadence=_CADENCE_WORDS[word]), 1
        elif word in _EACH and following in _UNITS:
            found, used = replace(found, cadence=_UNITS[following]), 2
        elif word == "no" and following == "rollover":
            found, used = replace(found, rollover=False), 2
        elif word in ("rollover", "warn"):
            end = _phrase_end(words, i + 1) if following != "off" else i + 2
            option = _option(word, words[i + 1 : end])
            if option is None:
                return None
            found, used = replace(found, **option), end - i
        elif word in ("off", "close"):
            found, used = replace(found, off=True), 1
        elif word == "change":
            found, used = replace(found, change=True), 1
        elif word in ("from", "since", "until", "till"):
            end = _phrase_end(words, i + 1)
            days[word] = " ".join(words[i + 1 : end])
            used = end - i
        else:
            return None
        i += used
    return _dated(said, found, days)


def _option(word: str, value: list[str]) -> dict[str, Any] | None:
    """Read what follows `rollover` or `warn`; None if it does not fit."""
    typed = " ".join(value).casefold()
    if word == "rollover":
        return {"rollover": typed != "off"} if typed in ("", "on", "off") else None
    percents = () if typed == "off" else percents_in(typed)
    return None if percents is None else {"warns": percents}


def _dated(said: Said, found: Ask, days: dict[str, str]) -> Ask | None:
    """Read the days behind `from`, `since` and `until`; None if one is no day."""
    today = said.context.at.date()
    for word, text in sorted(days.items()):  # until is last: it is after the start
        if word in ("from", "since"):
            start = nearest_date_in(said, text) if word == "from" else date_in(said, text)
            if start is None:
                return None
            found = replace(found, starts=start)
        else:
            day = date_in(said, text, not_before=max(today, found.starts or today))
            if day is None:
                return None
            found = replace(found, ends=day + dt.timedelta(days=1))
    return found


def _phrase_end(words: list[str], start: int) -> int:
    return next((i for i in range(start, len(words)) if _is_option(words, i)), len(words))


def _is_option(words: list[str], i: int) -> bool:
    word = words[i].casefold()
    following = words[i + 1].casefold() if i + 1 < len(words) else ""
    if word in _EACH:
        return following in _UNITS
    return word in _OPTIONS or (word == "no" and following == "rollover")


def _unfit(said: Said, head: list[str], *, options_fit: bool) -> str:
    name = " ".join(w for w in head if not any(c.isdecimal() for c in w))
    if options_fit and name and category_in(said, name) is None:
        return f"{no_category(said, name)}\n{_TRY}"
    return f"{_TRY}, budget food 60 weekly from 1 jan, or: budget food off"


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Set, change, close or show."""
    if ask.limit is not None:
        return await _set(turn, ask, ask.limit)
    if ask.category is None and not ask.overall:
        return shown.overview(turn, await _standing(turn), page=ask.page)
    if ask.off:
        return await _close(turn, ask)
    found = _chosen(turn, ask)
    if ask.change:
        return shown.suggestions(turn, found[0])
    if any(x is not None for x in (ask.rollover, ask.starts, ask.ends, ask.warns)):
        return await _adjust(turn, ask, found)
    open_now = await _standing(turn)
    return shown.details(turn, [b for b in open_now if b.id in {f.id for f in found}])


async def _standing(turn: Turn) -> tuple[Budget, ...]:
    return await budgets.standing(turn.session, turn.who, today=turn.today)


def _open(turn: Turn, ask: Ask) -> list[Budget]:
    return [
        budget
        for budget in turn.who.budgets
        if budget.category_id == ask.category_id and ask.cadence in (None, budget.cadence)
    ]


def _chosen(turn: Turn, ask: Ask) -> list[Budget]:
    found = _open(turn, ask)
    if not found:
        name = ask.category.name if ask.category else "all spending"
        typed = ask.category.name.casefold() if ask.category else "all"
        raise NotFoundError(f"There is no budget for {name}. Try: budget {typed} 200 monthly")
    return found


async def _set(turn: Turn, ask: Ask, limit: Money) -> Answer:
    if ask.off or ask.change:
        raise UsageError(f"An amount and “off” do not go together. {_TRY}")
    if limit.currency != turn.who.currency:
        raise AmountError(
            f"Budgets are in {turn.who.currency}, the currency of your reports. {_TRY}"
        )
    found = _open(turn, ask)
    if ask.cadence is None and len(found) > 1:
        found = [b for b in found if b.cadence == "monthly"]
    before = found[0] if found else None
    wanted = _wanted(turn, ask, limit, before)
    await budgets.put(turn.session, turn.who, wanted, now=turn.now)
    return await _answer(turn, wanted, before)


def _wanted(turn: Turn, ask: Ask, limit: Money, before: Budget | None) -> Budget:
    cadence = before.cadence if before else ask.cadence or "monthly"
    month_start = turn.who.month_start
    current = period_of(turn.today, cadence, month_start=month_start)
    base = before or Budget(
        id=new_id(),
        category_id=ask.category.id if ask.category else None,
        limit_minor=limit.minor,
        currency=turn.who.currency,
        cadence=cadence,
        starts=current.start,
        month_start=month_start,
    )
    return _checked(
        turn,
        replace(
            base,
            limit_minor=limit.minor,
            starts=_first_day(ask.starts, base),
            ends=ask.ends or base.ends,
            rollover=base.rollover if ask.rollover is None else ask.rollover,
            warns=base.warns if ask.warns is None else ask.warns,
        ),
    )


def _first_day(starts: dt.date | None, budget: Budget) -> dt.date:
    """Return the first day of the period that a typed day is in: budgets know whole periods."""
    if starts is None:
        return budget.starts
    return period_of(starts, budget.cadence, month_start=budget.month_start).start


def _checked(turn: Turn, wanted: Budget) -> Budget:
    if abs(wanted.starts.year - turn.today.year) > 50:
        raise UsageError(f"{wanted.starts.isoformat()} is too far away. {_TRY} from 1 jan")
    if wanted.ends is not None and wanted.ends <= max(wanted.starts, turn.today):
        last = (wanted.ends - dt.timedelta(days=1)).isoformat()
        raise UsageError(f"{last} is over already. {_TRY} until 31 dec")
    return wanted


async def _adjust(turn: Turn, ask: Ask, found: list[Budget]) -> Answer:
    """Change start, end or rollover, and keep the limit."""
    before = found[0]
    wanted = _checked(
        turn,
        replace(
            before,
            starts=_first_day(ask.starts, before),
            ends=ask.ends or before.ends,
            rollover=before.rollover if ask.rollover is None else ask.rollover,
            warns=before.warns if ask.warns is None else ask.warns,
        ),
    )
    if wanted == before:
        raise ConflictError(f"It is so already: {shown.terms(turn, before)}")
    await budgets.put(turn.session, turn.who, wanted, now=turn.now)
    return await _answer(turn, wanted, before)


async def _answer(turn: Turn, wanted: Budget, before: Budget | None) -> Answer:
    now = next(b for b in await _standing(turn) if b.id == wanted.id)
    return shown.changed(turn, now, before)


async def _close(turn: Turn, ask: Ask) -> Answer:
    found = _chosen(turn, ask)
    await budgets.close(turn.session, turn.who, found, now=turn.now)
    return shown.closed(turn, found)


COMMAND = Command(
    name="budget",
    parse=parse,
    handle=handle,
    summary="a limit per day, week, month or year",
    usage=(
        "A budget warns you at 80 % and when it is gone, or where you say (warn food at 50 90).\n"
        "budget food 200 monthly (or daily, weekly, yearly)\n"
        "budget 1500: for all spending\n"
        "budget food 200 from 1 jan until 31 dec\n"
        "budget food rollover on: what is left carries over\n"
        "budget food: how it stands\n"
        "budget food off: close it\n"
        "budgets: all, the worst first"
    ),
)
