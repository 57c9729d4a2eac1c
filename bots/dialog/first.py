"""First contact: what a person reads first, and the doubt that their first entry carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from babel.numbers import get_currency_symbol
from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import locales, permissions, zones
from bots.dialog.messages import Answer, Button, Incoming, lines
from bots.dialog.turn import Turn
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing import currencies
from expenseiq_core.services import accounts, groups, settings
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.groups import Newcomer
from expenseiq_core.services.recording import NewEntry

USUAL = {"EUR": "€ EUR", "USD": "$ USD", "GBP": "£ GBP"}
"""Currencies that everybody is offered, as their buttons show them."""


async def meet(session: AsyncSession, incoming: Incoming, *, now: dt.datetime) -> None:
    """Make the accounts of somebody new; what their platform does not tell is guessed."""
    locale, country = locales.told(incoming.locale)
    zone = zones.named(incoming.timezone)
    await accounts.first_contact(
        session,
        incoming.place,
        name=incoming.sender_name or incoming.place.sender,
        locale=locale,
        timezone=zone or zones.of_country(country) or "UTC",
        timezone_known=zone is not None,
        currency=incoming.currency or guessed_currency(incoming.locale),
        now=now,
    )


async def meet_in_group(session: AsyncSession, incoming: Incoming, *, now: dt.datetime) -> None:
    """Let the sender be a member of the group, and a user; the group's ledger is made if need be.

    Where a name is all there is to know people by, whoever was only named takes their own place.
    """
    locale, country = locales.told(incoming.locale)
    zone = zones.named(incoming.timezone)
    name = incoming.sender_name or incoming.place.sender
    user_id = await accounts.known_user(
        session,
        incoming.place,
        name=name,
        locale=locale,
        timezone=zone or zones.of_country(country) or "UTC",
        timezone_known=zone is not None,
        handle=fold(incoming.handle) if incoming.handle else None,
        now=now,
    )
    newcomer = Newcomer(user_id=user_id, name=name, takes_place=incoming.name_is_identity)
    await groups.meet(
        session,
        incoming.place,
        newcomer,
        title=incoming.group or "",
        currency=incoming.currency or guessed_currency(incoming.locale),
        thread=incoming.thread,
        now=now,
    )


async def known_zone(session: AsyncSession, incoming: Incoming, who: Resolved) -> Resolved:
    """Return the speaker with the time zone that a platform tells now, if theirs was a guess."""
    zone = None if who.timezone_known else zones.named(incoming.timezone)
    if zone is None:
        return who
    await settings.set_timezone(session, who, zone)
    return replace(who, timezone=zone, timezone_known=True)


def greeting(currency: str) -> Answer:
    """Return what a person reads first."""
    text = (
        f"I keep your accounts. Type what you spent:\n{example(currency)}\n"
        "Only you can see what you write here."
    )
    return Answer(lines=lines(text), rows=((Button(label="Show me more", action="help"),),))


def example(currency: str) -> str:
    """Return an expense to type that can be recorded in this currency: yen have no decimals."""
    return "lunch 12.50" if exponent(currency) else "lunch 1200"


def sample(turn: Turn) -> str:
    """Return an expense to type here: in a group by a form that arrives there."""
    if not turn.who.is_group:
        return example(turn.who.entry_currency)
    return turn.incoming.typed("e", dinner(turn.who.entry_currency))


def dinner(currency: str) -> str:
    """Return an expense that several share, to type in this currency."""
    return "dinner 84" if exponent(currency) else "dinner 8400"


def invitation(turn: Turn) -> str:
    """Return what to do where there is nothing yet."""
    return f"Type what you spent: {sample(turn)}"


def currency_buttons(turn: Turn, new: Sequence[NewEntry]) -> tuple[Button, ...]:
    """Return the currencies to choose from, below the very first entry.

    Only if the platform has not told the currency: then it was guessed.
    """
    if turn.incoming.currency is not None or not permissions.may_set(turn):
        return ()
    if [(n.no, n.version) for n in new] != [(1, 1)]:
        return ()
    guessed, locale = turn.who.currency, turn.who.locale
    labels = {} if guessed in USUAL else {guessed: currency_label(guessed, locale)}
    chosen = [
        Button(label=label, action=f"currency {code.lower()}")
        for code, label in (labels | USUAL).items()
    ]
    return (*chosen, Button(label="Other", action="currency other"))


def currency_label(code: str, locale: str) -> str:
    """Return a currency as a button shows it, with its sign if it has one: `R$ BRL`, `CHF`."""
    sign = get_currency_symbol(code, locale=locales.parsed(locale)).strip("\u200e\u200f\u061c")
    return code if sign == code else f"{sign} {code}"


def guessed_currency(tag: str | None) -> str:
    """Return the currency of the country that a platform's language tag points to, or the euro."""
    locale, country = locales.told(tag)
    return (currencies.home(locale)[0] if country else None) or "EUR"
