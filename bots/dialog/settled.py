"""What somebody answered, by a button, to a question about their message."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bots.dialog.messages import Mentioned

WORD = "anew "
"""What the action of a button begins with that says a message anew; then what was answered."""

Rest = Literal["me", "equal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The doubts about a message that are none any more."""

    known: Mapping[str, uuid.UUID] = field(default_factory=dict)
    """Folded name -> the member who is meant."""
    new: frozenset[str] = frozenset()
    """Folded names of people who are new indeed."""
    rest: Rest | None = None
    """Who takes what the shares leave over: the speaker, or all in equal parts."""
    carrier: uuid.UUID | None = None
    """Who stands for the heads that nobody was named for."""
    everybody: bool = False
    """All who are known is all who share it."""
    ledger: uuid.UUID | None = None
    """The book that a split is of which was said when we were alone."""
    whole: bool | None = None
    """The only number, typed behind a person, is the whole amount (else their part alone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message with what was answered about it, as a button's action keeps it."""

    text: str
    settled: Settled
    mentions: Mapping[str, Mentioned] = field(default_factory=dict)
    about: tuple[int, ...] = ()
    """The entries whose answer the message replied to."""

    def action(self) -> str:
        """Return the action that `from_action` reads."""
        settled = self.settled
        plain = {
            "text": self.text,
            "known": {name: str(member_id) for name, member_id in settled.known.items()},
            "new": sorted(settled.new),
            "rest": settled.rest,
            "carrier": str(settled.carrier) if settled.carrier else None,
            "ledger": str(settled.ledger) if settled.ledger else None,
            "everybody": settled.everybody or None,
            "whole": settled.whole,
            "mentions": {
                name: [who.external_id, who.name, who.handle] for name, who in self.mentions.items()
            },
            "about": list(self.about),
        }
        return WORD + json.dumps(
            {key: value for key, value in plain.items() if value or value is False}
        )


def from_action(action: str) -> Kept | None:
    """Return what a button keeps of a message; None: it does something else."""
    if not action.startswith(WORD + "{"):
        return None
    plain: Mapping[str, Any] = json.loads(action.removeprefix(WORD))
    return Kept(
        text=plain["text"],
        settled=Settled(
            known={name: uuid.UUID(member) for name, member in plain.get("known", {}).items()},
            new=frozenset(plain.get("new", ())),
            rest=plain.get("rest"),
            carrier=uuid.UUID(plain["carrier"]) if "carrier" in plain else None,
            ledger=uuid.UUID(plain["ledger"]) if "ledger" in plain else None,
            everybody=plain.get("everybody", False),
            whole=plain.get("whole"),
        ),
        mentions={
            name: Mentioned(external_id=external_id, name=shown, handle=handle)
            for name, (external_id, shown, handle) in plain.get("mentions", {}).items()
        },
        about=tuple(plain.get("about", ())),
    )
