"""First contact: what a person reads first, and the doubt that their first entry carries."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog.messages import Answer, Button, lines
from bots.dialog.turn import Turn
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing import currencies
from expenseiq_core.services.recording import NewEntry

CURRENCIES = (("€ EUR", "currency eur"), ("$ USD", "currency usd"), ("£ GBP", "currency gbp"))


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


def currency_buttons(turn: Turn, new: Sequence[NewEntry]) -> tuple[Button, ...]:
    """Return the currencies to choose from, below the very first entry.

    Only if the platform has not told the currency: then it was guessed.
    """
    if turn.incoming.currency is not None or [(n.no, n.version) for n in new] != [(1, 1)]:
        return ()
    chosen = [Button(label=label, action=action) for label, action in CURRENCIES]
    return (*chosen, Button(label="Other", action="currency other"))


def guessed_currency(locale: str | None) -> str:
    """Return the currency of a locale's country; the euro where that says nothing."""
    return (currencies.home(locale)[0] if locale else None) or "EUR"
