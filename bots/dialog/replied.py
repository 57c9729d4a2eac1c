"""What a reply is about: the entries of the answer it replies to, or a receipt without an amount.

A quoted answer names its entries. Where none is quoted (a thread, a reply to one's own message),
the platform's name of the message leads to its turn, which also knows the ledger that the numbers
are of: one more statement, only for replies.
"""

from __future__ import annotations

from dataclasses import replace

from bots.dialog import carried, receipts, replies
from bots.dialog.turn import Turn, context_of, learnable
from expenseiq_core.services import chats, replied
from expenseiq_core.services.replied import RepliedTo


async def entry_numbers(turn: Turn) -> tuple[int, ...]:
    """Return the numbers of the entries that a message replies to.

    Where it replies to a receipt that waits, or comes with one, a bare amount gets its words.
    """
    incoming = turn.incoming
    numbers, caption = replies.entry_numbers(incoming.reply_to_text), ""
    if incoming.replies_to is not None:
        source = f"{incoming.place.source_prefix}{incoming.replies_to}"
        found = await replied.replied_to(turn.session, turn.who, incoming.replies_to, source=source)
        if found is not None and turn.who.has_thread and found.ledger_id != turn.who.ledger_id:
            found = None  # what a thread hangs on is of another book than the thread's own
        if found is not None:
            numbers = await carried.numbers(turn, numbers or _numbers(found), found.ledger_id)
            if not numbers and None in found.receipt_numbers:
                turn.waiting.append(found.turn_id)
                caption = found.said or ""
    if not numbers and (turn.waiting or incoming.file is not None):
        await _name(turn, caption)
    return numbers


def _numbers(found: RepliedTo) -> tuple[int, ...]:
    receipt_numbers = tuple(dict.fromkeys(no for no in found.receipt_numbers if no is not None))
    if found.numbers or receipt_numbers or found.reply is None:
        return found.numbers or receipt_numbers
    return replies.entry_numbers(replies.text_of(found.reply))


async def _name(turn: Turn, caption: str) -> None:
    """Put words beside a bare amount, as if they had been typed: so it is read again and edited."""
    incoming = turn.incoming
    text = receipts.named(incoming.text, context_of(turn.who, turn.local), caption=caption)
    if text == incoming.text:
        return
    turn.incoming = replace(incoming, text=text)
    if caption:
        # Where the caption's words belong may have been learned.
        known = await chats.resolve(
            turn.session, incoming.place, source=incoming.source, words=learnable(text)
        )
        turn.who = replace(turn.who, learned=known.learned if known else {})
