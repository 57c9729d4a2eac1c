"""`paid #12`: one's share of an entry is paid, to whoever paid for one."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from bots.dialog import correcting, membership, naming, owing, payment_answer, wording
from bots.dialog.messages import Answer
from bots.dialog.payment_answer import Wish
from bots.dialog.payments import Payment
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import settled

_FORM = re.compile(
    r"(?:@?(?P<who>[^\s#]+) )?paid (?:(?:for|my|his|her|their) )?(?:share )?(?:(?:of|in|for) )?"
    r"#(?P<no>\d{1,12})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidShare:
    """Whose share (None: the speaker's) of which entry."""

    no: int
    name: str | None = None


def parse(said: Said) -> PaidShare | None:
    """Claim `paid #12`, `bob paid #12`, and `paid` in a reply to an answer."""
    match = _FORM.fullmatch(said.text)
    if match is not None:
        return PaidShare(no=int(match["no"]), name=match["who"])
    if said.text.casefold() in ("paid", "i paid") and len(said.entry_nos) == 1:
        return PaidShare(no=said.entry_nos[0])
    return None


async def handle(turn: Turn, asked: PaidShare) -> Answer:
    """Record a payment to everybody who paid for the share, in proportion to what they paid."""
    entry = await correcting.living(turn, asked.no)
    if entry.content.kind == "settlement":
        raise UsageError(f"#{entry.no} is a payment. A share is of an expense: paid #12")
    name = asked.name if asked.name not in (None, "i", "I") else None
    member = membership.one(turn, name).id if name else turn.who.member_id
    balances = await kept.of_ledger(turn.session, turn.who)
    if owing.is_one_purse(turn, balances):
        raise ConflictError(owing.NO_DEBTS)
    payments = await _payments(turn, entry, member)
    title = wording.shortened(wording.title(entry.content.description), 30)
    whose = _whose(turn, member)
    wish = Wish(said=(f"{whose} share of #{entry.no} {title} is paid.",))
    return await payment_answer.record(turn, payments, balances, wish)


async def _payments(turn: Turn, entry: Entry, member: uuid.UUID) -> list[Payment]:
    """Return what is left to pay of a share, or raise what is the matter with it."""
    due = settled.still_due(entry.content)
    if due.get(member, 0) <= 0:
        raise ConflictError(f"There is no share to pay in #{entry.no}. To see it: #{entry.no}")
    if member in await settled.paid_shares(turn.session, turn.who, entry):
        raise ConflictError(f"{_whose(turn, member)} share of #{entry.no} is paid already.")
    paid = (await settled.linked(turn.session, turn.who, entry)).get(member, 0)
    left = Money(due[member] - paid, entry.content.amount.currency)
    payees = {payee: -minor for payee, minor in sorted(due.items()) if minor < 0}
    return [
        Payment(
            payer=member,
            payee=payee,
            amount=part,
            date=turn.today,
            pays=entry.no,
        )
        for payee, part in zip(payees, left.allocate(list(payees.values())), strict=True)
        if part.minor
    ]


def _whose(turn: Turn, member: uuid.UUID) -> str:
    return "Your" if member == turn.who.member_id else f"{naming.shown(turn.who, member)}'s"
