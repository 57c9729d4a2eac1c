"""Bringing back what an entry said before: a version's content becomes the next version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.services import rates
from expenseiq_core.services.recording import NewEntry


def replacement(content: Content, versions: Sequence[Entry]) -> NewEntry:
    """Return the next version of a chain of versions, with this content."""
    last = versions[-1]
    return NewEntry(
        content=content,
        source=last.source,
        no=last.no,
        version=last.version + 1,
        replaces=last.id,
        author_id=last.author_id,
        odd_turn=last.odd_turn,
    )


async def with_base(turn: Turn, content: Content) -> Content:
    """Return the content with a base amount, if none was known then and one is now."""
    if content.base is not None:
        return content
    return replace(content, base=await rates.base_for(turn.session, turn.who, content))
