"""A payment whose message was edited: the payment is what the message says now."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog import correcting, logged, paying, payment_answer
from bots.dialog.messages import Answer, Button, line
from bots.dialog.payments import Payment, changed, content_of, payee_of, payer_of
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.parsing.reading import Message
from expenseiq_core.services import balances as kept
from expenseiq_core.services import entries


async def edited(turn: Turn, numbers: Sequence[int], message: Message) -> Answer:
    """Record the payment's next version; what no longer reads as a payment leaves it as it is."""
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, numbers)
    reading = message.first
    if len(message.readings) > 1 or reading.kind != "settlement" or len(found) != 1:
        shown = "; ".join(payment_answer.head(turn, entry) for entry in found)
        text = f"{shown or 'What it paid'} stays. To take it back: undo"
        return Answer(lines=(line(text),), data=logged.entry_data(turn, found))
    entry = found[0]
    # It is judged as if the old one had never been: so the same currency is the one that is owed.
    before = changed(await kept.of_ledger(turn.session, turn.who), [_back(entry)])
    payment = await paying.payment_of(turn, reading, before)
    new = correcting.next_version(entry, await content_of(turn, payment))
    undo = Button(label="Undo", action=logged.undo_action([new]))
    left = await payment_answer.left_text(turn, payment, before, also=[_back(entry)])
    recorded = await turn.write(new=[new], void=[entry], actions=[undo.kept])
    rows = (payment_answer.head(turn, recorded.entries[0]), left)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((undo,),),
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


def _back(entry: Entry) -> Payment:
    """Return the payment that takes one back."""
    content = entry.content
    return Payment(
        payer=payee_of(content),
        payee=payer_of(content),
        amount=content.amount,
        date=content.date,
    )
