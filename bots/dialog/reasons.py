"""What one entry adds to a balance, and how: `#12 Dinner, Fri 13 Nov: €28.00 (84 ÷ 3)`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bots.dialog import naming, owing, wording
from bots.dialog.messages import Answer, Button, Line, Span, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Entry, Share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line, and by how much the entry moves the balance: in minor units, as the line counts."""

    line: Line
    minor: int


def reason(turn: Turn, entry: Entry, member_id: uuid.UUID, *, sign: int) -> Reason:
    """Say an entry's part of a balance; `sign` is 1 where the member gets back, -1 if they owe."""
    content = entry.content
    share = next(s for s in content.shares if s.member_id == member_id)
    minor = sign * (share.paid - share.owed)
    shown = owing.money(turn, minor, content.amount.currency)
    if content.kind == "settlement":
        text = f" {_payment(turn, content, share)}: {shown}"
        return Reason(line=line(_number(turn, entry), text), minor=minor)
    day = wording.day(content.date, turn.who.locale, today=turn.today)
    title = wording.shortened(wording.title(content.description), 30)
    how = _how(turn, content, share)
    text = f" {title}, {day}: {shown}{f' ({how})' if how else ''}"
    return Reason(line=line(_number(turn, entry), text), minor=minor)


def _number(turn: Turn, entry: Entry) -> Span:
    """Return `#12`, which leads to the message that said it where the platform has links."""
    return Span(f"#{entry.no}", url=turn.incoming.link_to(entry.source))


def figure(minor: int, currency: str) -> str:
    """Return an amount for programs."""
    return str(Money(minor, currency).amount)


def how_to_mend(turn: Turn, no: int) -> Answer:
    """Say what to do about an entry that is wrong, as of the one with this number."""
    typed = turn.incoming.typed
    return Answer(
        lines=(
            line(f"If it is #{no}:"),
            line(f"Wrong amount: {typed('edit', f'#{no} 48')}"),
            line(f"Wrong people: {typed('edit', f'#{no} with @ana @bob')}"),
            line(f"Not yours at all: {typed('edit', f'#{no} except me')}"),
            line(f"Never happened: {typed('delete', f'#{no}')}"),
            line(f"Who changed it: {typed('history', f'#{no}')}"),
        ),
        rows=((Button(label=f"History of #{no}", action=f"history #{no}", for_all=True),),),
    )


def _payment(turn: Turn, content: Content, share: Share) -> str:
    """Return `You paid Ana`, `Bob paid you`, with the note if there is one."""
    payer = next(s.member_id for s in content.shares if s.paid)
    payee = next(s.member_id for s in content.shares if s.owed)
    text = f"{wording.title(naming.you(turn.who, payer))} paid {naming.you(turn.who, payee)}"
    assert share.member_id in (payer, payee), "a payment is between two"
    return f"{text} ({wording.shortened(content.note, 20)})" if content.note else text


def _how(turn: Turn, content: Content, share: Share) -> str:
    """Return how a share came: `84 ÷ 3`, `30 % of 84`, `paid 84, part 28`."""
    currency = content.amount.currency
    paid, owed = (_short(turn, minor, currency) for minor in (share.paid, share.owed))
    if share.paid and share.owed:
        return (
            f"received {owed}, part {paid}"
            if content.kind == "income"
            else (f"paid {paid}, part {owed}")
        )
    return _divided(turn, content, share) if share.owed else ""


def _divided(turn: Turn, content: Content, share: Share) -> str:
    """Return how the rule of the split made a part."""
    split, whole = content.split, _short(turn, content.amount.minor, content.amount.currency)
    part = _part(content, share)
    if split is None or part is None:
        return ""
    if split.mode == "equal":
        times = f" × {part.heads}" if part.heads > 1 else ""
        return f"{whole}{times} ÷ {split.heads}"
    if split.mode == "percent" and part.percent is not None:
        return f"{part.percent.normalize():f} % of {whole}"
    if split.mode == "weights":
        weights = [1 if p.weight is None else p.weight for p in split.parts]
        return f"{whole} × {1 if part.weight is None else part.weight} ÷ {sum(weights)}"
    return f"of {whole}"


def _part(content: Content, share: Share) -> Part | None:
    parts = content.split.parts if content.split is not None else ()
    return next((part for part in parts if part.member_id == share.member_id), None)


def _short(turn: Turn, minor: int, currency: str) -> str:
    """Return a bare figure, without decimals if it is whole."""
    amount = Money(abs(minor), currency)
    sign = "−" if minor < 0 else ""
    if amount.amount == amount.amount.to_integral_value():
        return f"{sign}{int(amount.amount)}"
    return sign + wording.plain_amount(amount, turn.who.locale)
