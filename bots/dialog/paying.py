"""Payments between two: `paid @ana 20`, `@ana paid me 20`; what they leave is said.

A payment is an entry of its own kind: whoever paid has paid it, and whoever was paid owes it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.dialog import logged, membership, naming, owing, people, wording
from bots.dialog.checking import check
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Share
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import AmountError, ConflictError, UsageError
from expenseiq_core.parsing.reading import ME, Reading
from expenseiq_core.services import balances as kept
from expenseiq_core.services import plans, rates, settling
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.recording import NewEntry, Recorded
from expenseiq_core.services.settling import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that somebody handed to somebody."""

    payer: uuid.UUID
    payee: uuid.UUID
    amount: Money
    date: dt.date
    note: str | None = None
    pays: int | None = None
    """The number of the entry whose share it pays."""

    @property
    def moved(self) -> dict[uuid.UUID, int]:
        """By how much each balance changes, in minor units."""
        return {self.payer: self.amount.minor, self.payee: -self.amount.minor}


def claims(reading: Reading) -> bool:
    """Whether a reading is about a payment, or may be: `ana paid 20` without a word for what."""
    return reading.kind == "settlement"


async def handle(turn: Turn, reading: Reading) -> Answer:
    """Record what a message says was paid, and say what is still owed."""
    balances = await kept.of_ledger(turn.session, turn.who)
    payment = await payment_of(turn, reading, balances)
    turn.command = "paid"  # its answer is kept: it is not made anew from the entry
    return await record(turn, [payment], balances)


async def content_of(turn: Turn, reading: Reading) -> Content:
    """Return what will be recorded for a reading of a payment."""
    balances = await kept.of_ledger(turn.session, turn.who)
    return await content(turn, await payment_of(turn, reading, balances))


async def payment_of(turn: Turn, reading: Reading, balances: Balances) -> Payment:
    """Return the payment that a reading says; raises what a person can mend."""
    if turn.who.mode == "shared":
        raise ConflictError(f"Not recorded: {owing.NO_DEBTS[0].lower()}{owing.NO_DEBTS[1:]}")
    if reading.amount is None:
        raise UsageError("How much? Try: paid @ana 20")
    payer = await _party(turn, reading.payer or ME)
    payee = await _party(turn, reading.participants[0])
    if payer == payee:
        raise UsageError("Nobody pays themselves. Try: paid @ana 20")
    notes = [reading.description, reading.note]
    handed = reading.currency or the_currency(turn, payer, payee, balances)
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
    known = membership.candidates(turn, name)
    if len(known) == 1 and known[0].removed_at is None:
        return known[0].id
    return await people.found(turn, name)


def the_currency(turn: Turn, payer: uuid.UUID, payee: uuid.UUID, balances: Balances) -> str:
    """Return the only currency in which one owes and the other gets; else that of the ledger."""
    owed = [c for c, own in balances.items() if own.get(payer, 0) < 0 < own.get(payee, 0)]
    return owed[0] if len(owed) == 1 else turn.who.entry_currency


async def content(turn: Turn, payment: Payment) -> Content:
    """Return a payment as it is recorded."""
    who, amount = turn.who, payment.amount
    shares = [
        Share(member_id=payment.payer, paid=amount.minor, owed=0),
        Share(member_id=payment.payee, paid=0, owed=amount.minor),
    ]
    names = (naming.shown(who, member) for member in (payment.payer, payment.payee))
    made = Content(
        kind="settlement",
        amount=amount,
        base=await rates.base_of(turn.session, who, amount, payment.date),
        date=payment.date,
        description=" → ".join(names),
        note=payment.note,
        shares=tuple(sorted(shares, key=lambda share: share.member_id)),
        pays=payment.pays,
    )
    check(made, turn.today)
    return made


async def record(
    turn: Turn, payments: Sequence[Payment], balances: Balances, *, aloud: bool = False
) -> Answer:
    """Record payments in one turn; the answer says what is left to pay.

    `aloud`: for somebody without an account another member said so, and all may take it back.
    """
    new = [
        NewEntry(
            content=await content(turn, payment),
            source=f"{turn.source}:{part}",
            no=turn.who.next_no + part,
            odd_turn=turn.who.odd_turn,
        )
        for part, payment in enumerate(payments)
    ]
    undo = Button(label="Undo", action=logged.undo_action(new), for_all=aloud)
    asks = asked(turn, payments[0], new[0].no)
    same = (
        replace(undo, label="Same, drop this"),
        Button(label="No, both", action=f"keep #{new[0].no}"),
    )
    after = changed(balances, payments)
    due = await settling.due(turn.session, turn.who, after)
    actions = [button.kept for button in (undo, *asks, *same)]
    recorded = await turn.write(new=new, actions=list(dict.fromkeys(actions)))
    if not kept.nonzero(after):
        await plans.close(turn.session, turn.who, now=turn.now)
    rows = [line(text) for text in _lines(turn, recorded, payments, before=balances, due=due)]
    if recorded.same_as is not None and len(new) == 1:
        buttons: tuple[tuple[Button, ...], ...] = (same, asks) if asks else (same,)
        rows = [rows[0], line(f"Same as #{recorded.same_as}?")]
    else:
        buttons = ((*asks, undo),)
    return Answer(
        lines=tuple(rows),
        rows=buttons,
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


def asked(turn: Turn, payment: Payment, no: int) -> tuple[Button, ...]:
    """Return the buttons by which whoever was paid confirms it, where the ledger wants that."""
    payee = turn.who.member(payment.payee)
    if not turn.who.confirms or payee.id == turn.who.member_id:
        return ()
    return (
        Button(label="Confirm", action=f"paid confirm #{no}", for_all=True),
        Button(label="It never came", action=f"paid never #{no}", for_all=True),
    )


def changed(balances: Balances, payments: Sequence[Payment]) -> dict[str, dict[uuid.UUID, int]]:
    """Return the balances as they are after payments."""
    after = {currency: dict(own) for currency, own in balances.items()}
    for payment in payments:
        own = after.setdefault(payment.amount.currency, {})
        for member, minor in payment.moved.items():
            own[member] = own.get(member, 0) + minor
    return after


def _lines(
    turn: Turn, recorded: Recorded, payments: Sequence[Payment], *, before: Balances, due: Due
) -> list[str]:
    heads = [logged.entry_line(turn, entry).replace(" · ", " ", 1) for entry in recorded.entries]
    after = changed(before, payments)
    said = [*heads, *_too_much(turn, payments[0], before, after)]
    if turn.who.confirms and asked(turn, payments[0], 0):
        said.append(f"{naming.shown(turn.who, payments[0].payee)}, did it come?")
    if not kept.nonzero(after):
        return [*said, owing.EVEN]
    return [*said, _left(turn, payments[0], due, after)]


def _left(turn: Turn, payment: Payment, due: Due, after: Balances) -> str:
    """Return `You still owe Ana €6.00, Mia €32.00.`, or how the payer stands."""
    rows = [row for row in due.rows if row.payer == payment.payer]
    rows.sort(key=lambda row: row.payee != payment.payee)
    if not rows:
        return owing.standing(turn, payment.payer, after) + "."
    named = ", ".join(
        f"{naming.you(turn.who, row.payee)} {wording.money(row.amount, turn.who.locale)}"
        for row in rows
    )
    if payment.payer == turn.who.member_id:
        return f"You still owe {named}."
    return f"{naming.shown(turn.who, payment.payer)} still owes {named}."


def _too_much(turn: Turn, payment: Payment, before: Balances, after: Balances) -> list[str]:
    """Return the line about a payment of more than was owed, if it is one."""
    currency = payment.amount.currency
    old, new = before.get(currency, {}), after[currency]
    payer_over = max(new[payment.payer], 0) - max(old.get(payment.payer, 0), 0)
    payee_over = max(-new[payment.payee], 0) - max(-old.get(payment.payee, 0), 0)
    over = max(payer_over, payee_over)
    if over <= 0 or over == payment.amount.minor:
        return []
    shown = owing.money(turn, over, currency)
    if payee_over >= payer_over:
        payee = naming.shown(turn.who, payment.payee)
        return [f"That is {shown} more than {payee} was to get."]
    return [f"That is {shown} more than was owed."]
