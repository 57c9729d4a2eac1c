"""Dividing an entry anew: by the rule that it has, or by what a correction says of its people.

Whoever paid goes on having paid, unless a correction says who did; an entry keeps its own turn of
the odd units, so that going back to an amount gives the very same shares.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bots.dialog import split_text, splitting, wording
from bots.dialog.amending import amended
from bots.dialog.people_fields import People
from bots.dialog.split_clause import clause_for, mention
from bots.dialog.turn import Turn
from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.ledger import Content, EntryKind, Share, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split
from expenseiq_core.errors import SplitError

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """An entry's shares, the rule that made them, and how many odd units that gave out."""

    shares: tuple[Share, ...]
    split: Split | None
    odd: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What an entry is to be from now on, as far as its shares depend on it."""

    amount: Money
    kind: EntryKind
    people: People | None
    odd_turn: int
    """Where the rotation of the odd units stood when the entry was divided first."""
    no: int
    """Its number, for what to type instead."""


async def reshared(turn: Turn, content: Content, sought: Sought) -> Division:
    """Return an entry's shares as they are sought.

    Raises SplitError where its rule cannot follow, with what to type instead.
    """
    amount, said = sought.amount, sought.people
    same = (amount.minor, sought.kind) == (content.amount.minor, content.kind)
    if same and said is None:
        return Division(shares=content.shares, split=content.split)
    if not turn.who.is_group and len(content.shares) == 1:
        return Division(shares=own_share(turn.who.member_id, amount), split=content.split)
    if content.kind == "settlement":
        return _handed(content, sought)
    anew = None
    if said is not None and (said.paid or (said.shares and said.how == "as typed")):
        anew = await _divided(turn, said, sought)
    if anew is not None and said is not None and said.paid:
        paid = {share.member_id: share.paid for share in anew.shares if share.paid}
    else:
        paid = paid_of(turn, content, sought)
    # What was split stays so in a group of one purse: a changed mode rewrites nothing.
    if content.split is None and (said is None or turn.who.mode == "shared"):
        return Division(shares=shares_of(paid, paid), split=None)
    rule = await _rule(turn, content, sought)
    if rule is None:
        assert said is not None, "who says nothing of people gets the rule that is there"
        anew = anew or await _divided(turn, said, sought)
        rule = anew.split or split.equal([s.member_id for s in anew.shares if s.owed])
    _check(turn, rule, sought)
    owed = split.owed(amount, rule, turn=sought.odd_turn)
    shares = shares_of(paid, owed.minor)
    return Division(
        shares=turned(shares) if sought.kind == "income" else shares, split=rule, odd=owed.odd
    )


async def _divided(turn: Turn, said: People, sought: Sought) -> splitting.Division:
    """Divide the amount as a message that says these people would, were it an expense."""
    whole = _size(sought.amount).amount
    reading = replace(said.reading, kind="expense", amount=whole, problem=None)
    return await splitting.divided(turn, reading, sought.amount, odd_turn=sought.odd_turn)


def turned(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Return the shares of income from those of an expense: whoever received it owes the parts."""
    return tuple(Share(member_id=s.member_id, paid=s.owed, owed=s.paid) for s in shares)


async def _rule(turn: Turn, content: Content, sought: Sought) -> Split | None:
    """Return the rule that there is, as far as it changes; None: what is said is a new one."""
    if content.split is None:
        return None
    amount, said, no = sought.amount, sought.people, sought.no
    old = living_rule(turn, content, amount, no=no)
    if said is None or not said.shares:
        return old
    return None if said.how == "as typed" else await amended(turn, old, said, amount, no=no)


def living_rule(turn: Turn, content: Content, amount: Money, *, no: int) -> Split:
    """Return an entry's rule among living members, in units of the amount's currency."""
    assert content.split is not None
    rule = resplit.renamed(content.split, lambda member_id: turn.who.member(member_id).id)
    scaled = resplit.scaled(rule, _factor(content.amount.currency, amount.currency))
    if scaled is None:
        raise SplitError(
            f"The shares of #{no} are finer than {amount.currency} has units."
            f" Say new ones: edit #{no} all"
        )
    return scaled


def _factor(before: str, after: str) -> Fraction:
    return Fraction(10) ** (exponent(after) - exponent(before))


def paid_of(turn: Turn, content: Content, sought: Sought) -> dict[uuid.UUID, int]:
    """Return who paid what of another amount: clear of one payer, else only by sign and unit."""
    amount, no = sought.amount, sought.no
    paid = split_text.payments_of(content)
    if len(paid) == 1:
        return dict.fromkeys(paid, amount.minor)
    sign = -1 if (amount.minor < 0) != (content.amount.minor < 0) else 1
    factor = sign * _factor(content.amount.currency, amount.currency)
    if amount.minor == content.amount.minor * factor:
        return {member_id: int(minor * factor) for member_id, minor in paid.items()}
    names = [mention(turn, member_id) for member_id in paid]
    whole = _size(amount).allocate([abs(minor) for minor in paid.values()])
    each = " ".join(
        f"{name} {wording.plain_amount(part, turn.who.locale)}"
        for name, part in zip(names, whole, strict=True)
    )
    raise SplitError(
        f"Several paid #{no}, so say who paid what of it:"
        f" edit #{no} {wording.plain_amount(_size(amount), turn.who.locale)} paid by {each}"
    )


def _check(turn: Turn, rule: Split, sought: Sought) -> None:
    """Raise SplitError if a rule does not add up to the amount, with a text that does."""
    amount, no = sought.amount, sought.no
    left = split.left_over(amount, rule)
    if left.minor == 0:
        return
    locale = turn.who.locale
    shown = wording.money(_size(left), locale)
    off = f"{shown} would be left over" if left.minor > 0 else f"that is {shown} too much"
    whole = wording.plain_amount(_size(amount), locale)
    clause = clause_for(turn, [part.member_id for part in rule.parts[:_MOST_NAMED]])
    raise SplitError(f"Nothing was changed: of #{no} {off}. Try: edit #{no} {whole} {clause}")


def _handed(content: Content, sought: Sought) -> Division:
    """Return a payment between two people of another amount."""
    if sought.people is not None:
        no = sought.no
        raise SplitError(f"#{no} is a payment. To say anew who paid whom, first: undo #{no}")
    amount = sought.amount
    return Division(
        shares=tuple(
            replace(
                share,
                paid=amount.minor if share.paid else 0,
                owed=amount.minor if share.owed else 0,
            )
            for share in content.shares
        ),
        split=content.split,
    )


def _size(amount: Money) -> Money:
    return -amount if amount.minor < 0 else amount


def shares_of(paid: Mapping[uuid.UUID, int], owed: Mapping[uuid.UUID, int]) -> tuple[Share, ...]:
    """Return the shares of all who paid or owe something, by member."""
    return tuple(
        Share(member_id=member_id, paid=paid.get(member_id, 0), owed=owed.get(member_id, 0))
        for member_id in sorted({*paid, *owed})
        if paid.get(member_id, 0) or owed.get(member_id, 0)
    )
