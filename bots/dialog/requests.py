"""A change that somebody may not make is offered to those who may: they press, and make it theirs.

The button keeps the change in full, so that what is done is what was asked, whenever that was.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from bots.dialog import announcing, changes, logged, people, permissions, shares_text, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.ledger import Content, Entry, Share
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import NotAllowedError
from expenseiq_core.services.newcomers import NewMember

Deed = Literal["change", "delete", "undo"]
GRANT: Final = "grant"
DECLINE: Final = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asked for: of which entry, in which version."""

    no: int
    version: int
    deed: Deed
    plain: Mapping[str, Any] | None = None
    """The content of a change, as `content_of` reads it."""

    @property
    def action(self) -> str:
        """Return the text that `from_action` reads."""
        rest = f" {json.dumps(self.plain, separators=(',', ':'))}" if self.plain else ""
        return f"{self.deed} #{self.no} v{self.version}{rest}"


def to_change(turn: Turn, entry: Entry, content: Content) -> Answer:
    """Offer a change of somebody else's entry to those whose it is."""
    arrows = changes.arrows(turn, entry.content, content)
    text = f"change #{entry.no} {wording.title(entry.content.description)}: {arrows}"
    request = Request(
        no=entry.no, version=entry.version, deed="change", plain=_plain(turn, content)
    )
    return _offered(turn, entry, text, request)


def to_delete(turn: Turn, entry: Entry) -> Answer:
    """Offer the deletion of somebody else's entry to those whose it is."""
    text = f"delete #{entry.no} {logged.content_text(turn, entry.content)}"
    return _offered(turn, entry, text, Request(no=entry.no, version=entry.version, deed="delete"))


def to_undo(turn: Turn, entry: Entry) -> Answer:
    """Offer to take back the last change of somebody else's entry to those whose it is."""
    text = f"take back the last change of #{entry.no} {logged.content_text(turn, entry.content)}"
    return _offered(turn, entry, text, Request(no=entry.no, version=entry.version, deed="undo"))


def content_of(turn: Turn, entry: Entry, plain: Mapping[str, Any]) -> Content:
    """Return the content that a request keeps; without a base amount if that is another now.

    Whom it names for the first time becomes a member with what is written.
    """
    amount = Money(plain["amount"], plain["currency"])
    same = (amount, plain["date"]) == (entry.content.amount, entry.content.date.isoformat())
    category_id, rule = plain["category"], plain["split"]
    come = {new.id: people.come(turn, new) for new in map(_newcomer, plain["newcomers"])}

    def living(member_id: uuid.UUID) -> uuid.UUID:
        return turn.who.member(come.get(member_id, member_id)).id

    return Content(
        kind=plain["kind"],
        amount=amount,
        base=entry.content.base if same else None,
        date=entry.content.date.fromisoformat(plain["date"]),
        description=plain["description"],
        category_id=uuid.UUID(category_id) if category_id else None,
        payment_method=plain["payment_method"],
        tags=tuple(plain["tags"]),
        note=plain["note"],
        shares=_shares(plain["shares"], living),
        split=resplit.renamed(split.from_plain(rule), living) if rule else None,
        pays=entry.content.pays,
    )


def _shares(
    plain: Sequence[tuple[str, int, int]], living: Callable[[uuid.UUID], uuid.UUID]
) -> tuple[Share, ...]:
    """Return the shares of living members: two may have been merged since somebody asked."""
    found: dict[uuid.UUID, Share] = {}
    for typed_id, paid, owed in plain:
        member_id = living(uuid.UUID(typed_id))
        known = found.get(member_id, Share(member_id=member_id, paid=0, owed=0))
        found[member_id] = replace(known, paid=known.paid + paid, owed=known.owed + owed)
    return tuple(found[member_id] for member_id in sorted(found))


def _newcomer(plain: Mapping[str, Any]) -> NewMember:
    return NewMember(**{**plain, "id": uuid.UUID(plain["id"])})


def _plain(turn: Turn, content: Content) -> dict[str, Any]:
    return {
        "kind": content.kind,
        "amount": content.amount.minor,
        "currency": content.amount.currency,
        "date": content.date.isoformat(),
        "description": content.description,
        "category": str(content.category_id) if content.category_id else None,
        "payment_method": content.payment_method,
        "tags": list(content.tags),
        "note": content.note,
        "shares": [[str(s.member_id), s.paid, s.owed] for s in content.shares],
        "split": split.to_plain(content.split) if content.split else None,
        # Nothing is recorded by this turn: whom it names is a member only if somebody says yes.
        "newcomers": [{**asdict(new), "id": str(new.id)} for new in turn.newcomers],
    }


def _offered(turn: Turn, entry: Entry, text: str, request: Request) -> Answer:
    if not turn.who.me.is_active:
        raise NotAllowedError(permissions.whose(turn, entry))
    owners = shares_text.names(turn, sorted(permissions.owners(turn.who, entry)), apart=" or ")
    message = f"#{entry.no} is {owners}'s; nothing was changed."
    return Answer(
        lines=(
            line(f"{announcing.speaker(turn)} asks: {text}"),
            line(f"{owners} can say yes. Until then nothing changes."),
        ),
        rows=(
            (
                Button(label="Do it", action=f"{GRANT} {request.action}", for_all=True),
                Button(label="No", action=f"{DECLINE} {request.action}", for_all=True),
            ),
        ),
        data={
            "error": {"code": "not_allowed", "message": message},
            "asks": {"number": entry.no, "deed": request.deed},
        },
    )
