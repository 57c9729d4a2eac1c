"""How a text would be logged, before it is: nothing is written.

For what is shown while somebody still types (inline mode).
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bots.dialog import locales, wording
from bots.dialog.commands import COMMANDS, expense
from bots.dialog.first import guessed_currency
from bots.dialog.messages import Incoming
from bots.dialog.turn import DEFAULT_ALIASES, Said, context_of, learnable, without_slash
from expenseiq_core.db.session import Sessions
from expenseiq_core.domain.categories import DEFAULT_CATEGORIES, OTHER
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold, storable
from expenseiq_core.errors import ExpenseIQError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context, Message, Reading
from expenseiq_core.services import chats
from expenseiq_core.services.chats import Resolved

MOST_ENTRIES = 5

_OWN_KINDS = ("expense", "income", "refund")
_DEFAULTS = {
    word: category.name
    for category in DEFAULT_CATEGORIES
    for word in (*DEFAULT_ALIASES.get(fold(category.name), ()), fold(category.name))
}
_LABELS = {category.name: f"{category.emoji} {category.name}" for category in DEFAULT_CATEGORIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a text reads."""

    typed: str
    """What was typed and no more, fit to be seen by others: `Lunch · €12.50`, a line an entry."""
    private: str
    """The same with what its writer alone should see: `Lunch · €12.50 · 🍽 Food`."""


async def preview(sessions: Sessions, incoming: Incoming) -> Preview | None:
    """Return how a message would be logged; None if it is nothing that can be logged as it is."""
    text = storable(incoming.text)
    async with sessions() as session:
        who = await chats.resolve(
            session, incoming.place, source=incoming.source, words=learnable(text)
        )
    try:
        message = _of_stranger(text, incoming) if who is None else _of(who, text, incoming)
        if message is None or not all(_is_own(reading) for reading in message.readings):
            return None
        return _shown(message, who, incoming)
    except ExpenseIQError:
        return None


def _of(who: Resolved, text: str, incoming: Incoming) -> Message | None:
    """Read the text as its first command would: as an expense, or not at all."""
    bare, slash = without_slash(text)
    at = incoming.sent_at.astimezone(ZoneInfo(who.timezone)).replace(tzinfo=None)
    said = Said(text=bare, slash=slash, context=context_of(who, at), who=who)
    for command in COMMANDS:
        if command.name != expense.COMMAND.name and command.parse(said) is not None:
            return None
    return expense.parse(said)


def _of_stranger(text: str, incoming: Incoming) -> Message:
    context = Context(
        at=incoming.sent_at.replace(tzinfo=None),
        locale=locales.told(incoming.locale).locale,
        currency=guessed_currency(incoming.locale),
        categories=_DEFAULTS,
        raw=False,
    )
    return read(text, context)


def _is_own(reading: Reading) -> bool:
    """Whether a reading is one's own expense or income, complete."""
    if reading.problem is not None or reading.kind not in _OWN_KINDS or reading.amount is None:
        return False
    others = reading.participants or reading.payer or reading.payers or reading.split
    return not others and bool(reading.description or reading.category)


def _shown(message: Message, who: Resolved | None, incoming: Incoming) -> Preview | None:
    if len(message.readings) > MOST_ENTRIES:
        return None
    typed, private = [], []
    for reading in message.readings:
        line = _line(reading, who, incoming)
        typed.append(line)
        private.append(f"{line} · {_category(reading, who)}")
    return Preview(typed="\n".join(typed), private="\n".join(private))


def _line(reading: Reading, who: Resolved | None, incoming: Incoming) -> str:
    assert reading.amount is not None
    currency = who.entry_currency if who else guessed_currency(incoming.locale)
    amount = Money.of(reading.amount, reading.currency or currency)
    if reading.kind == "refund":
        amount = -amount
    description = wording.shortened(reading.description or reading.category or "")
    locale = who.locale if who else locales.told(incoming.locale).locale
    return f"{wording.title(description)} · {wording.money(amount, locale)}"


def _category(reading: Reading, who: Resolved | None) -> str:
    if reading.kind == "income":
        return "income"
    name = reading.category or OTHER
    if who is None:
        return _LABELS.get(name, name)
    found = who.category_named(name)
    return found.label if found else name
