"""What an occurrence of a recurring entry is on its day: who shares it, what it says."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from bots.dialog import split_doubts, split_rules
from bots.dialog.resharing import shares_of, turned
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Content, own_share
from expenseiq_core.domain.split import Split
from expenseiq_core.services.recurring_template import Everybody, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An entry to be recorded, without what it is worth in the ledger's currency."""

    content: Content
    odd: int


def living(turn: Turn, template: Template) -> Template:
    """Return a template with those who took over from merged members."""
    return template.renamed(lambda member_id: turn.who.member(member_id).id)


def gone(turn: Turn, template: Template) -> list[uuid.UUID]:
    """Return who is named in it, but takes no part any more; an own book has nobody who left."""
    if not turn.who.is_group:
        return []
    named = living(turn, template).named
    return sorted(m for m in named if not turn.who.member(m).is_active)


def occurrence(
    turn: Turn, template: Template, day: dt.date, *, author_id: uuid.UUID, odd_turn: int
) -> Occurrence:
    """Return what a template records, dated as given, shared by who takes part now."""
    template = living(turn, template)
    paid = {template.payer_id: template.amount.minor}
    rule, odd = _rule(turn, template, author_id=author_id), 0
    if rule is not None:
        owed = split.owed(template.amount, rule, turn=odd_turn)
        shares, odd = shares_of(paid, owed.minor), owed.odd
    elif turn.who.is_group:
        shares = shares_of(paid, paid)
    else:
        shares = own_share(template.payer_id, template.amount)
    category = turn.who.category(template.category_id)
    if category is None and template.kind == "expense":
        category = turn.who.category_named(OTHER)
    content = Content(
        kind=template.kind,
        amount=template.amount,
        base=None,
        date=day,
        description=template.description,
        category_id=category.id if category else None,
        payment_method=template.payment_method,
        tags=template.tags,
        note=template.note,
        shares=turned(shares) if template.kind == "income" else shares,
        split=rule,
    )
    return Occurrence(content=content, odd=odd)


def _rule(turn: Turn, template: Template, *, author_id: uuid.UUID) -> Split | None:
    """Return who shares it: whoever takes part on that day, unless people are named."""
    who, shared = turn.who, template.shared
    if who.is_group and who.mode == "shared":
        return None
    if isinstance(shared, Split):
        return shared
    if not who.is_group:
        return None
    everybody = shared or Everybody()
    if who.default_split is not None and not (
        everybody.equally or everybody.without or everybody.guests
    ):
        return split_rules.default_rule(turn, who.default_split)
    ids = [member.id for member in who.active if member.id not in everybody.without]
    rule = split.equal(ids or [template.payer_id])
    author = who.member(author_id).id
    return split_doubts.with_heads(rule, author, everybody.guests) if everybody.guests else rule
