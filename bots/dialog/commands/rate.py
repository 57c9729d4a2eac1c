"""`rate 1 eur = 26500 vnd`: one's own exchange rate; `rate usd`: what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal

from bots.dialog import doubts, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.errors import AmountError, NotFoundError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.services import budgets, ledgers, rates

_SIDES = re.compile(r"(?P<one>[^=]+?)\s*(?:=|\bis\b|\bare\b)\s*(?P<other>[^=]+)", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,12})?)?\s*(?P<code>[A-Za-z]{3})")
_TRY = "Try: rate 1 eur = 26500 vnd"
_DIGITS = 6
_MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One unit of `base` is `rate` units of `quote`; without a rate, it is asked for."""

    base: str
    quote: str
    rate: Decimal | None = None


def parse(said: Said) -> Given | None:
    """Claim `rate 1 eur = 26500 vnd` and `rate usd`."""
    rest = said.after("rate")
    if rest is None:
        return None
    if not rest:
        raise UsageError(f"{_TRY}, or to see one: rate usd")
    sides = _SIDES.fullmatch(rest)
    if sides is None:
        if rest.upper() in CODES and rest.upper() != said.who.currency:
            return Given(base=said.who.currency, quote=rest.upper())
        if said.slash:
            raise UsageError(_TRY)
        return None
    one, other = _side(said, sides["one"]), _side(said, sides["other"])
    if one is None or other is None or one[1] == other[1]:
        raise UsageError(f"I can't read that rate. {_TRY}")
    if not (0 < one[0] < _MOST and 0 < other[0] < _MOST):
        raise AmountError(f"Both amounts must be above zero and not too large. {_TRY}")
    return Given(base=one[1], quote=other[1], rate=rates.quotient(other[0], one[0]))


def _side(said: Said, text: str) -> tuple[Decimal, str] | None:
    """Read `26500 vnd`, `eur`, `$1`; also finer than the currency's decimals."""
    plain = _PLAIN.fullmatch(text.strip())
    if plain is not None and plain["code"].upper() in CODES:
        return Decimal(plain["number"] or 1), plain["code"].upper()
    reading = read(f"thing {text}", replace(said.context, categories={}, learned={})).first
    if reading.amount is None or reading.currency is None or reading.description != "thing":
        return None
    return reading.amount, reading.currency


async def handle(turn: Turn, given: Given) -> Answer:
    """Keep the rate, and count the entries that only lacked it."""
    if given.rate is None:
        return await _known(turn, given)
    await ledgers.begin_change(turn.session, turn.who)
    counted = await rates.give(
        turn.session,
        turn.who,
        base=given.base,
        quote=given.quote,
        rate=given.rate,
        day=turn.today,
    )
    rows = [f"From today on: {_text(turn, given.base, given.quote, given.rate)}"]
    if counted:
        await budgets.derive(turn.session, turn.who.ledger_id)
        rows.append(f"{wording.plural(counted, 'entry', 'entries')} had no rate; now counted.")
    return Answer(
        lines=tuple(line(row) for row in rows),
        data={
            "rate": {"base": given.base, "quote": given.quote, "rate": f"{given.rate:f}"},
            "counted": counted,
        },
        wrote=True,
    )


async def _known(turn: Turn, given: Given) -> Answer:
    found = await rates.between(
        turn.session, turn.who.ledger_id, given.base, given.quote, turn.today
    )
    if found is None:
        raise NotFoundError(
            f"I know no rate for {given.quote}."
            f" Type yours: {doubts.rate_command(given.base, given.quote)}"
        )
    day = wording.day(found.date, turn.who.locale, today=turn.today)
    return Answer(
        lines=(line(f"{_text(turn, given.base, given.quote, found.rate)} ({day})"),),
        data={"rate": {"base": given.base, "quote": given.quote, "rate": f"{found.rate:f}"}},
    )


def _text(turn: Turn, base: str, quote: str, rate: Decimal) -> str:
    """Return `1 EUR = 26,500 VND`, turned round where it would begin with many zeros."""
    if rate < Decimal("0.01"):
        base, quote, rate = quote, base, rates.quotient(Decimal(1), rate)
    digits = max(_DIGITS - 1 - rate.adjusted(), 0)
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    shown = format_decimal(rate, format=pattern, locale=Locale.parse(turn.who.locale))
    return f"1 {base} = {shown} {quote}"


COMMAND = Command(
    name="rate",
    parse=parse,
    handle=handle,
    summary="your own exchange rate",
    usage=(
        "rate 1 eur = 26500 vnd gives a rate from today on, also to entries that had none.\n"
        "rate usd says the one I know.\n"
        "For one expense: dinner 900k vnd (34 eur)"
    ),
)
