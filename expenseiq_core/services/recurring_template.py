"""What each occurrence of a recurring entry records: figures and ids, never its text."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """Whoever takes part in a group on the day on which it is recorded."""

    equally: bool = False
    """Else by the group's own rule, if it has one."""
    without: tuple[uuid.UUID, ...] = ()
    guests: int = 0
    """Heads that the author brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An entry without its date. A refund has a negative amount, as in its entry."""

    kind: Literal["expense", "income"]
    amount: Money
    description: str
    category_id: uuid.UUID | None = None
    payment_method: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    payer_id: uuid.UUID
    """Who pays it, or receives the income."""
    shared: Split | Everybody | None = None
    """None: it is the payer's alone."""

    @property
    def named(self) -> frozenset[uuid.UUID]:
        """The members without whom it can't be recorded."""
        parts = self.shared.parts if isinstance(self.shared, Split) else ()
        return frozenset({self.payer_id, *(part.member_id for part in parts)})

    def renamed(self, living: Callable[[uuid.UUID], uuid.UUID]) -> Template:
        """Return it with those who took over from merged members."""
        shared = self.shared
        if isinstance(shared, Split):
            shared = resplit.renamed(shared, living)
        elif isinstance(shared, Everybody):
            shared = replace(shared, without=tuple(dict.fromkeys(map(living, shared.without))))
        return replace(self, payer_id=living(self.payer_id), shared=shared)


def to_plain(template: Template) -> dict[str, Any]:
    """Return a template as JSON knows it; `from_plain` makes it anew."""
    return {
        "kind": template.kind,
        "amount": template.amount.minor,
        "currency": template.amount.currency,
        "description": template.description,
        "category": template.category_id and str(template.category_id),
        "payment_method": template.payment_method,
        "tags": list(template.tags),
        "note": template.note,
        "payer": str(template.payer_id),
        "split": _shared_to_plain(template.shared),
    }


def from_plain(plain: Mapping[str, Any]) -> Template:
    """Make the template that `to_plain` wrote down."""
    return Template(
        kind=plain["kind"],
        amount=Money(plain["amount"], plain["currency"]),
        description=plain["description"],
        category_id=uuid.UUID(plain["category"]) if plain["category"] else None,
        payment_method=plain["payment_method"],
        tags=tuple(plain["tags"]),
        note=plain["note"],
        payer_id=uuid.UUID(plain["payer"]),
        shared=_shared_from_plain(plain["split"]),
    )


def _shared_to_plain(shared: Split | Everybody | None) -> dict[str, Any] | None:
    if isinstance(shared, Everybody):
        without = [str(member_id) for member_id in shared.without]
        return {"all": {"equally": shared.equally, "without": without, "guests": shared.guests}}
    return split.to_plain(shared) if shared is not None else None


def _shared_from_plain(plain: Mapping[str, Any] | None) -> Split | Everybody | None:
    if plain is None:
        return None
    if "all" not in plain:
        return split.from_plain(plain)
    everybody = plain["all"]
    return Everybody(
        equally=everybody["equally"],
        without=tuple(map(uuid.UUID, everybody["without"])),
        guests=everybody["guests"],
    )
