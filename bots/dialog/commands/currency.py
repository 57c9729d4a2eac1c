"""`currency usd` (of reports and budgets), `use thb` (of what is typed without one)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from bots.dialog import permissions, resharing, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.turn import Said, Turn, context_of
from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.domain.ledger import Base, Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import ConflictError, CurrencyError, UsageError
from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.text import fold
from expenseiq_core.services import entries, merging, revaluing, settings
from expenseiq_core.services.recording import NewEntry

_TRY = "Try: currency usd"
_USE_TRY = "Try: use thb, and back: use off"
OFFERED = ("EUR", "USD", "GBP")
FURTHER = ("CHF", "CAD", "AUD", "JPY")
"""What is offered to whoever wants none of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which currency is asked for; None asks what it is now."""

    code: str | None = None
    off: bool = False
    other: bool = False


def code_in(said: Said, text: str) -> str | None:
    """Return the currency that a text names: a code, a sign or a word."""
    if text.upper() in CODES:
        return text.upper()
    form = fold(text)
    if form not in currencies.UNITS:
        return None
    unit = currencies.UNITS[form]
    if unit.scale != 1 or not unit.codes:
        return None
    code, _ = currencies.resolve(form, said.who.currency, said.who.locale)
    return code


def parse(said: Said) -> Ask | None:
    """Claim `currency` and `currency usd`."""
    rest = said.after("currency")
    if rest is None:
        return None
    if said.slash and rest == "other":
        return Ask(other=True)
    return _asked(said, rest, _TRY)


def parse_use(said: Said) -> Ask | None:
    """Claim `use`, `use thb` and `use off`."""
    rest = said.after("use")
    if rest is None:
        return None
    if rest.casefold() in ("off", "default"):
        return Ask(off=True)
    if rest and not said.slash and code_in(said, rest) is None:
        return None  # "use the bike" is about something else
    return _asked(said, rest, _USE_TRY)


def _asked(said: Said, rest: str, example: str) -> Ask | None:
    if not rest:
        return Ask()
    code = code_in(said, rest)
    if code is None:
        if any(c.isdecimal() for c in rest):
            if said.slash:
                raise UsageError(example)
            return None
        raise CurrencyError(f"I know no currency “{rest[:40]}”. {example}")
    return Ask(code=code)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Say or change the currency of reports, budgets and base amounts."""
    who = turn.who
    if ask.code is None:
        return _now(turn, ask)
    if ask.code == who.currency:
        raise ConflictError(f"Your reports are in {who.currency} already. {_other_example(turn)}")
    permissions.check_may_set(turn)
    meant = await _meant(turn)
    rows: list[Line] = []
    if meant is not None:
        rows.append(await _reread(turn, meant, ask.code))
    done = await revaluing.change_currency(turn.session, turn.who, ask.code, today=turn.today)
    rows.append(line(f"Reports and budgets are in {ask.code} now."))
    counted = done.entries - done.without_rate
    if counted and meant is None:
        rows.append(line(f"{_counted(counted)} converted, each at the rate of its day."))
    if done.without_rate:
        rows += [
            line(f"No rate is known for {_counted(done.without_rate)}; no report counts them."),
            line(f"Tell me one: rate 1 {ask.code.lower()} = 26500 vnd"),
        ]
    rows += [line(_budget_text(turn, before, after)) for before, after in done.budgets[:3]]
    if len(done.budgets) > 3:
        more = wording.plural(len(done.budgets) - 3, "more budget")
        rows.append(line(f"{more} converted. To see them: budgets"))
    back = Button(label=f"Back to {who.currency}", action=_way_back(turn))
    data = {
        "currency": ask.code,
        "revalued": done.entries,
        "without_rate": done.without_rate,
    }
    return Answer(lines=tuple(rows), rows=((back,),), data=data, wrote=True)


def _way_back(turn: Turn) -> str:
    return f"currency {turn.who.currency.lower()}"


def _now(turn: Turn, ask: Ask) -> Answer:
    who = turn.who
    buttons = tuple(
        Button(label=code, action=f"currency {code.lower()}")
        for code in (FURTHER if ask.other else (*OFFERED, "CHF"))
        if code != who.currency
    )
    if ask.other:
        return Answer(
            lines=(line("Which one? Type its code or name: currency chf"),),
            rows=(buttons,),
        )
    rows = (line(f"Reports and budgets are in {who.currency}."), line(_other_example(turn)))
    return Answer(lines=rows, rows=(buttons,), data={"currency": who.currency})


def _other_example(turn: Turn) -> str:
    return _TRY if turn.who.currency != "USD" else "Try: currency eur"


def _counted(count: int) -> str:
    return wording.plural(count, "entry", "entries")


def _budget_text(turn: Turn, before: Budget, after: Budget) -> str:
    category = turn.who.category(before.category_id)
    was, now = (
        wording.short_money(Money(b.limit_minor, b.currency), turn.who.locale)
        for b in (before, after)
    )
    return f"Budget {category.name if category else 'for all spending'}: {was} is {now} now."


async def _meant(turn: Turn) -> Entry | None:
    """Return the very first entry if its currency was guessed: it was meant in the chosen one.

    Only as long as it is the only one, and nothing else counts in the currency.
    """
    if turn.who.next_no != 2 or turn.who.budgets:
        return None
    versions = await entries.history(turn.session, turn.who.ledger_id, 1)
    living = next((v for v in versions if v.voided_at is None), None)
    if living is None or living.content.amount.currency != turn.who.currency:
        return None
    if living.source.startswith(merging.SOURCE):
        return None  # it came with a linked account, where its currency was known
    typed = await revaluing.typed(turn.session, versions[0])
    readings = read(typed or "", context_of(turn.who, turn.local)).readings
    return living if all(r.currency is None and r.own_amount is None for r in readings) else None


async def _reread(turn: Turn, entry: Entry, code: str) -> Line:
    """Record the first entry again in the chosen currency."""
    content = entry.content
    amount = Money.of(content.amount.amount.normalize(), code)
    sought = resharing.Sought(
        amount=amount, kind=content.kind, people=None, odd_turn=entry.odd_turn, no=entry.no
    )
    division = await resharing.reshared(turn, content, sought)
    new = NewEntry(
        content=replace(
            content,
            amount=amount,
            base=Base(minor=amount.minor, rate=Decimal(1), rate_date=content.date),
            shares=division.shares,
            split=division.split,
        ),
        source=entry.source,
        no=entry.no,
        version=entry.version + 1,
        replaces=entry.id,
        author_id=entry.author_id,
        odd_turn=entry.odd_turn,
    )
    await turn.write(new=[new], void=[entry], actions=[_way_back(turn)])
    return line(f"#1 {wording.title(content.description)} · {_money(turn, amount)}")


def _money(turn: Turn, amount: Money) -> str:
    return wording.money(amount, turn.who.locale)


async def handle_use(turn: Turn, ask: Ask) -> Answer:
    """Say or set the currency of amounts that are typed without one."""
    who = turn.who
    if ask.code is None and not ask.off:
        text = f"Amounts typed without a currency are in {who.entry_currency}."
        return Answer(lines=(line(text), line(_USE_TRY)), data={"use": who.entry_currency})
    code = ask.code or who.currency
    if code == who.entry_currency:
        raise ConflictError(f"They are in {code} already. {_USE_TRY}")
    permissions.check_may_set(turn)
    await settings.use_currency(turn.session, who, None if code == who.currency else code)
    rows = [line(f"Amounts typed without a currency are in {code} now.")]
    if code != who.currency:
        rows.append(line(f"Reports stay in {who.currency}. When you are back: use off"))
    was = who.entry_currency
    back = f"use {was.lower()}" if was != who.currency else "use off"
    button = Button(label=f"Back to {was}", action=back)
    return Answer(lines=tuple(rows), rows=((button,),), data={"use": code}, wrote=True)


CURRENCY = Command(
    name="currency",
    parse=parse,
    handle=handle,
    summary="the currency of reports and budgets",
    usage=(
        "Reports, budgets and totals are in this currency.\n"
        "currency: what it is\n"
        "currency usd: changes it; every entry is counted at the rate of its day\n"
        "lunch 12 thb: one amount in another currency\n"
        "use thb: all amounts that you type from now on"
    ),
)
USE = Command(
    name="use",
    parse=parse_use,
    handle=handle_use,
    summary="the currency of what you type from now on",
    usage=(
        "On a journey: amounts typed without a currency are in this one.\n"
        "use thb · use off · use: what it is\n"
        "Reports and budgets stay in yours."
    ),
)
