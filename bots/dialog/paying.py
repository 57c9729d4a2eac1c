"""Payments between two: `paid @ana 20`, `@ana paid me 20`; what they leave is said.

A payment is an entry of its own kind: whoever paid has paid it, and whoever was paid owes it.
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Final

from bots.dialog import (
    membership,
    naming,
    owing,
    payment_answer,
    payments,
    people,
    ticking,
    wording,
)
from bots.dialog.messages import Answer, Button, line
from bots.dialog.payment_answer import Wish
from bots.dialog.payments import Payment
from bots.dialog.settled import Kept
from bots.dialog.turn import Turn
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.ledger import Content
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import AmountError, ConflictError, UsageError
from expenseiq_core.parsing.reading import EVERYONE, ME, Reading
from expenseiq_core.services import balances as kept
from expenseiq_core.services import settling
from expenseiq_core.services.balances import Balances

LEAST: Final = 2
"""Currencies that a plan in one of them converts."""
PAID: Final = "paid"
"""The command of turns that record payments: their answers are kept, not made anew."""


def claims(reading: Reading) -> bool:
    """Whether a reading is about a payment, or may be: `ana paid 20` without a word for what."""
    return reading.kind == "settlement" or _may_be(reading)


def _may_be(reading: Reading) -> bool:
    asks = any(other.kind == "settlement" for other in reading.alternatives)
    return reading.kind == "expense" and asks and not reading.description and not reading.split


async def handle(turn: Turn, reading: Reading) -> Answer:
    """Record what a message says was paid, and say what is still owed."""
    if _may_be(reading):
        return _which(turn, reading)
    balances = await kept.of_ledger(turn.session, turn.who)
    payment = await payment_of(turn, reading, balances)
    turn.command = PAID
    wish = Wish()
    if reading.description is not None:
        label = f"No, an expense for {naming.you(turn.who, payment.payee)}"
        wish = Wish(buttons=(Button(label=label, action="paid expense #{no}"),))
    made = await _as_planned(turn, payment, balances) or [payment]
    return await payment_answer.record(turn, made, balances, wish)


async def _as_planned(turn: Turn, payment: Payment, balances: Balances) -> list[Payment]:
    """Return what a payment settles if it is one of a plan in one currency; else nothing."""
    if len(kept.nonzero(balances)) < LEAST:
        return []
    due = await settling.due(turn.session, turn.who, balances)
    planned = (payment.payer, payment.payee, payment.amount)
    for row in due.rows if due.plan.currency is not None else ():
        if (row.payer, row.payee, row.amount) == planned:
            return ticking.payments_of(turn, row)
    return []


def _which(turn: Turn, reading: Reading) -> Answer:
    """Ask whether somebody paid the speaker, or for all."""
    assert reading.amount is not None
    assert reading.payer is not None
    amount = Money.of(reading.amount, reading.currency or turn.who.entry_currency)
    figure = f"{wording.plain_amount(amount, turn.who.locale)} {amount.currency}"
    name = wording.title(reading.payer)
    shown = wording.money(amount, turn.who.locale)
    # Said anew as if it had been typed so: what is recorded then is that of the message.
    texts = {"Paid me": f"@{reading.payer} paid me {figure}",
             "Paid for all": f"@{reading.payer} paid {figure} shared"}  # fmt: skip
    buttons = tuple(
        Button(
            label=label,
            action=Kept(
                text=text,
                settled=turn.settled,
                mentions=turn.incoming.mentions,
                about=turn.about,
            ).action(),
        )
        for label, text in texts.items()
    )
    return Answer(
        lines=(
            line(f"Not recorded yet: did {name} pay you {shown}, or that for all?"),
            line(f"Or say what for: {reading.payer} paid {figure} dinner"),
        ),
        rows=(buttons,),
        data={"error": {"code": "paid_what", "message": "Paid you, or for all?"}},
    )


async def content_of(turn: Turn, reading: Reading) -> Content:
    """Return what will be recorded for a reading of a payment."""
    balances = await kept.of_ledger(turn.session, turn.who)
    return await payments.content_of(turn, await payment_of(turn, reading, balances))


async def payment_of(turn: Turn, reading: Reading, balances: Balances) -> Payment:
    """Return the payment that a reading says; raises what a person can mend."""
    if owing.is_one_purse(turn, balances):
        raise ConflictError(f"Not recorded: {owing.NO_DEBTS[0].lower()}{owing.NO_DEBTS[1:]}")
    if reading.amount is None:
        raise UsageError("How much? Try: paid @ana 20")
    payer = await _party(turn, reading.payer or ME)
    payee = await _party(turn, reading.participants[0])
    if payer == payee:
        raise ConflictError("Nobody pays themselves. Try: paid @ana 20")
    notes = [reading.description, reading.note]
    handed = reading.currency or _currency(turn, payer, payee, reading.amount, balances)
    amount = Money.of(reading.amount, handed)
    if reading.own_amount is not None:
        notes.insert(0, wording.money(amount, turn.who.locale))
        amount = Money.of(reading.own_amount, reading.own_currency or turn.who.currency)
    if amount.minor <= 0:
        raise AmountError("Nothing was paid. Try: paid @ana 20")
    return Payment(
        payer=payer,
        payee=payee,
        amount=amount,
        date=reading.date or turn.today,
        note=" · ".join(filter(None, notes)) or None,
    )


async def _party(turn: Turn, name: str) -> uuid.UUID:
    """Return whom a name means; whoever left still pays and is paid."""
    if name == EVERYONE:
        raise UsageError("A payment is between two. Try: paid @ana 20")
    known = membership.candidates(turn, name)
    if len(known) == 1 and known[0].removed_at is None:
        return known[0].id
    return await people.found(turn, name)


def _currency(
    turn: Turn, payer: uuid.UUID, payee: uuid.UUID, amount: Decimal, balances: Balances
) -> str:
    """Return the ledger's currency, unless the two are even in it and owe so much in one other."""
    typed = turn.who.entry_currency
    if any(balances.get(typed, {}).get(member, 0) for member in (payer, payee)):
        return typed
    owed = [c for c, own in balances.items() if own.get(payer, 0) < 0 < own.get(payee, 0)]
    if len(owed) != 1:
        return typed
    minor = amount.scaleb(exponent(owed[0]))
    fits = minor == int(minor) and minor <= min(-balances[owed[0]][payer], balances[owed[0]][payee])
    return owed[0] if fits else typed
