"""`#12`, `show #12`: an entry with who paid and each one's share; and whose share is paid."""

from __future__ import annotations

import re
import uuid
from typing import Final

from bots.dialog import correcting, logged, naming, permissions, shares_text, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.split_text import is_shared, parts_of
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import UsageError
from expenseiq_core.services import receipts, settled

_NUMBER = re.compile(r"#(\d{1,12})")
_SHOWN = re.compile(r"#?(\d{1,12})")
MOST_SHARES: Final = 8
"""On one line; more are counted."""


def parse(said: Said) -> int | None:
    """Claim `#12` alone, `show #12`, and `show` in a reply to an answer."""
    alone = _NUMBER.fullmatch(said.text.strip())
    if alone is not None:
        return int(alone[1])
    rest = said.after("show", "entry")
    if rest is None:
        return None
    if not rest and said.entry_nos:
        return said.entry_nos[0]
    match = (_SHOWN if said.slash else _NUMBER).fullmatch(rest)
    if match is not None:
        return int(match[1])
    if said.slash and (not rest or rest.startswith("#")):
        raise UsageError("Try: show #12")
    return None


async def handle(turn: Turn, no: int) -> Answer:
    """Show the entry, and offer what may be done with it."""
    entry = await correcting.living(turn, no)
    content = entry.content
    rows = [logged.entry_line(turn, entry)]
    paid: frozenset[uuid.UUID] = frozenset()
    if is_shared(content):
        paid = await settled.paid_shares(turn.session, turn.who, entry)
        rows += [shares_text.paid_text(turn, content), _shares(turn, entry, paid)]
    if turn.who.is_group:
        rows.append(f"Logged by {naming.shown(turn.who, entry.author_id)}")
    details = [f"#{tag}" for tag in content.tags]
    details += [content.payment_method] if content.payment_method else []
    rows += [" · ".join(details)] if details else []
    rows += [f"Note: {wording.shortened(content.note, 200)}"] if content.note else []
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(await _buttons(turn, entry, paid),),
        data={
            **logged.entry_data(turn, [entry]),
            "paid_shares": [
                naming.key(turn.who.member(m)) for m in shares_text.in_order(turn, sorted(paid))
            ],
        },
    )


def _shares(turn: Turn, entry: Entry, paid: frozenset[uuid.UUID]) -> str:
    """Return each one's part: `You €28.00 · Ana €28.00 (paid) · Bob €28.00`."""
    currency = entry.content.amount.currency
    parts = {turn.who.member(m).id: minor for m, minor in parts_of(entry.content).items()}
    members = shares_text.in_order(turn, list(parts))
    members.sort(key=lambda member_id: member_id != turn.who.member_id)
    shown = [
        wording.title(naming.you(turn.who, member_id))
        + f" {wording.money(Money(parts[member_id], currency), turn.who.locale)}"
        + (" (paid)" if member_id in paid else "")
        for member_id in members
    ]
    if len(shown) > MOST_SHARES:
        shown = [*shown[: MOST_SHARES - 1], f"{len(shown) - MOST_SHARES + 1} others"]
    return " · ".join(shown)


async def _buttons(turn: Turn, entry: Entry, paid: frozenset[uuid.UUID]) -> tuple[Button, ...]:
    buttons = [Button(label="History", action=f"history #{entry.no}")]
    me = turn.who.member_id
    owes = settled.still_due(entry.content).get(me, 0) > 0
    if owes and me not in paid and entry.content.kind == "expense" and turn.who.is_group:
        buttons.insert(0, Button(label="Paid my share", action=f"paid #{entry.no}"))
    if permissions.may_change(turn, entry):
        if entry.content.kind != "settlement":
            buttons.append(Button(label="Category", action=f"edit #{entry.no} category"))
        buttons.append(Button(label="Date", action=f"edit #{entry.no} date"))
    if permissions.may_delete(turn, entry):
        buttons.append(Button(label="Delete", action=f"delete #{entry.no}"))
    if await receipts.of_entry(turn.session, turn.who, entry.no):
        buttons.append(Button(label="Receipt", action=f"receipt #{entry.no}"))
    return tuple(buttons)


COMMAND = Command(
    name="show",
    parse=parse,
    handle=handle,
    summary="an entry with everybody's share",
    usage="#12 or show #12 shows an entry: who paid, each one's share, tags and note.",
    left_may=True,
)
