"""Recording payments, and the answer: what was paid, and what is left to pay."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.dialog import changes, logged, naming, owing, wording
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.payments import Payment, changed, content_of
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.services import plans, settling
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.recording import NewEntry
from expenseiq_core.services.settling import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an answer is to say besides."""

    said: tuple[str, ...] = ()
    """Lines below the payments."""
    undo_for_all: bool = False
    """Somebody else said so: everybody may take it back."""
    plan: bool = False
    """It is a payment of the plan: show what is left of that, each with its button."""
    buttons: tuple[Button, ...] = ()
    """Beside Undo; `{no}` in what they stand for is the number of the first payment."""


async def record(
    turn: Turn, payments: Sequence[Payment], balances: Balances, wish: Wish | None = None
) -> Answer:
    """Record payments in one turn; the answer says what is left to pay."""
    wish = wish or Wish()
    new = await entries_of(turn, payments)
    after = changed(balances, payments)
    due = await settling.due(turn.session, turn.who, after, paid=transfers(payments))
    undo = Button(label="Undo", action=logged.undo_action(new), for_all=wish.undo_for_all)
    asks = (*asked_of(turn, payments, new[0].no), *_numbered(wish.buttons, new[0].no))
    both = Button(label="No, both", action=f"keep #{new[0].no}")
    left = owing.plan_answer(turn, due, (), more=(*asks, undo)) if _has_plan(due, wish) else None
    row = (*asks, undo)
    offered = [button for r in (left.rows if left else (row,)) for button in r]
    actions = dict.fromkeys(button.kept for button in (*offered, both))
    recorded = await turn.write(new=new, actions=list(actions))
    if not due.rows:
        await plans.close(turn.session, turn.who, now=turn.now)
    heads = [head(turn, entry) for entry in recorded.entries]
    rows = [*heads, *changes.newcomers(turn), *wish.said]
    data = logged.entry_data(turn, recorded.entries)
    same = None if wish.plan else recorded.same
    if same is not None and same.description == new[0].content.description and len(new) == 1:
        rows.append(logged.same_text(turn, new[0].content, same))
        first = (replace(undo, label="Same, drop this"), both)
        return _answer(rows, (first, asks) if asks else (first,), data)
    rows += [*_too_much(turn, payments[0], balances, after), *asking(turn, payments)]
    if left is None:
        return _answer([*rows, left_of(turn, payments[0], due, after)], (row,), data)
    count = wording.plural(len(due.rows), "payment")
    rows.append(f"{count} left:")
    shown: tuple[Line, ...] = (*(line(text) for text in rows), *left.lines)[: owing.MOST]
    return Answer(lines=shown, rows=left.rows, data={**data, **left.data}, wrote=True)


async def entries_of(turn: Turn, payments: Sequence[Payment]) -> list[NewEntry]:
    """Return the entries that payments become, with the next numbers."""
    return [
        NewEntry(
            content=await content_of(turn, payment),
            source=f"{turn.source}:{part}",
            no=turn.who.next_no + part,
            odd_turn=turn.who.odd_turn,
        )
        for part, payment in enumerate(payments)
    ]


async def left_text(
    turn: Turn, payment: Payment, balances: Balances, *, also: Sequence[Payment] = ()
) -> str:
    """Return what is left to pay after a payment; the balances count `also` already."""
    after = changed(balances, [payment])
    paid = transfers([*also, payment])
    due = await settling.due(turn.session, turn.who, after, paid=paid)
    return left_of(turn, payment, due, after)


def transfers(payments: Sequence[Payment]) -> list[tuple[str, Transfer]]:
    """Return payments as what is to be paid counts them before they are recorded."""
    return [
        (p.amount.currency, Transfer(payer=p.payer, payee=p.payee, minor=p.amount.minor))
        for p in payments
    ]


def head(turn: Turn, entry: Entry) -> str:
    """Return `#16 Bob → Ana €10.00`, with what it was for, and the date if it is not today's."""
    content = entry.content
    text = f"#{entry.no} {content.description} {wording.money(content.amount, turn.who.locale)}"
    if content.note:
        text += f" · {wording.shortened(content.note, 30)}"
    if content.date != turn.today:
        text += f" · {wording.day(content.date, turn.who.locale, today=turn.today)}"
    return text


def _answer(
    rows: Sequence[str], buttons: tuple[tuple[Button, ...], ...], data: dict[str, object]
) -> Answer:
    return Answer(lines=tuple(line(row) for row in rows), rows=buttons, data=data, wrote=True)


def _has_plan(due: Due, wish: Wish) -> bool:
    return wish.plan and bool(due.rows) and not due.is_new


def _numbered(buttons: Sequence[Button], no: int) -> list[Button]:
    return [replace(button, action=button.action.replace("{no}", str(no))) for button in buttons]


def _is_asked(turn: Turn, payment: Payment) -> bool:
    """Whether the ledger wants whoever was paid to confirm it, and they did not say it."""
    payee = turn.who.member(payment.payee)
    return turn.who.confirms and payee.user_id is not None and payee.id != turn.who.member_id


def asked_of(turn: Turn, payments: Sequence[Payment], no: int) -> tuple[Button, ...]:
    """Return the buttons by which whoever was paid says whether it came, if they are asked."""
    if len(payments) > 1 or not _is_asked(turn, payments[0]):
        return ()
    return (
        Button(label="Confirm", action=f"paid confirm #{no}", for_all=True),
        Button(label="It never came", action=f"paid never #{no}", for_all=True),
    )


def asking(turn: Turn, payments: Sequence[Payment]) -> list[str]:
    """Return the question to whoever was paid, if they are asked."""
    if not asked_of(turn, payments, 0):
        return []
    return [f"{naming.shown(turn.who, payments[0].payee)}, did it come?"]


def left_of(turn: Turn, payment: Payment, due: Due, after: Balances) -> str:
    """Return `You still owe Ana €6.00, Mia €32.00.`, or how the payer stands."""
    if not due.rows:
        return owing.EVEN
    rows = [row for row in due.rows if row.payer == payment.payer]
    rows.sort(key=lambda row: row.payee != payment.payee)
    if not rows:
        return f"{owing.standing(turn, payment.payer, after)}."
    owed: dict[uuid.UUID, list[str]] = {}
    for row in rows[: owing.MOST]:
        owed.setdefault(row.payee, []).append(wording.money(row.amount, turn.who.locale))
    named = ", ".join(
        f"{naming.you(turn.who, payee)} {' and '.join(sums)}" for payee, sums in owed.items()
    )
    if payment.payer == turn.who.member_id:
        return f"You still owe {named}."
    return f"{naming.shown(turn.who, payment.payer)} still owes {named}."


def _too_much(turn: Turn, payment: Payment, before: Balances, after: Balances) -> list[str]:
    """Return the line about a payment of more than was owed, if it is one.

    Where nothing was owed it is a loan, of which nothing needs to be said.
    """
    currency = payment.amount.currency
    old, new = before.get(currency, {}), after[currency]
    payer_over = _beyond(old.get(payment.payer, 0), new[payment.payer])
    payee_over = _beyond(-old.get(payment.payee, 0), -new[payment.payee])
    over = max(payer_over, payee_over)
    if not 0 < over < payment.amount.minor:
        return []
    shown = owing.money(turn, over, currency)
    if payee_over < payer_over:
        return [f"That is {shown} more than {_name(turn, payment.payer)} owed."]
    return [f"That is {shown} more than {_name(turn, payment.payee)} had to get."]


def _beyond(old: int, new: int) -> int:
    """Return by how much a balance rose above zero."""
    return max(new, 0) - max(old, 0)


def _name(turn: Turn, member_id: uuid.UUID) -> str:
    return naming.you(turn.who, member_id)
