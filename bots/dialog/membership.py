"""Finding a member whom a command names, and saying what they get back or owe."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from bots.dialog import naming, owing, wording
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, NotFoundError
from expenseiq_core.parsing.tables.words import ME_WORDS
from expenseiq_core.services import chats
from expenseiq_core.services.chats import Member


def one(turn: Turn, text: str) -> Member:
    """Return the member whom a text names; raises if it is nobody, or could be two."""
    found = candidates(turn, text)
    if not found:
        raise NotFoundError(f"There is no {wording.shortened(text)} here. To see who is: members")
    if len(found) > 1:
        names = [member.name for member in found]
        same = len({fold(name) for name in names}) < len(names)
        hint = f"members merge {names[0]} {names[1]}" if same else "say the whole name"
        raise ConflictError(f"Which one, {' or '.join(names)}? {hint[:1].upper()}{hint[1:]}")
    return found[0]


def candidates(turn: Turn, text: str) -> list[Member]:
    """Return the members whom a text may name: those who take part, else those who did."""
    found = _named(turn, text.strip())
    return [member for member in found if member.is_active] or found


def _named(turn: Turn, text: str) -> list[Member]:
    who, folded = turn.who, fold(text.removeprefix("@"))
    if folded in ME_WORDS:
        return [who.me]
    mentioned = turn.incoming.mentions.get(text.removeprefix("@"))
    ways = (
        [m for m in who.members if str(m.id) == folded],
        [m for m in who.members if mentioned and mentioned.external_id in m.external_ids],
        [m for m in who.members if text.startswith("@") and folded in m.handles],
        [m for m in who.members if fold(m.name) == folded],
        [m for m in who.members if folded in m.handles],
        [m for m in who.members if folded in (m.handle, *fold(m.name).split()[:1])],
    )
    return next((found for found in ways if found), [])


def two(turn: Turn, text: str, *, between: Sequence[str]) -> tuple[str, str] | None:
    """Split `ana silva anna`, or `ana to anna`, behind the longest name of a member."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:count]), words[count:]
        if candidates(turn, name):
            if len(rest) > 1 and rest[0].casefold() in between:
                rest = rest[1:]
            return name, " ".join(rest)
    return None


def nets_text(turn: Turn, member: Member, nets: Iterable[Money]) -> str:
    """Return `You owe €42.00 and get back $5.00`, or `Ana is even`."""
    return owing.standing_of(turn, member.id, {net.currency: net.minor for net in nets})


async def resolve_again(turn: Turn) -> None:
    """Let the turn see the ledger, members and settings as it has changed them."""
    incoming = turn.incoming
    who = await chats.resolve(
        turn.session, incoming.place, source=turn.source, words=[], thread=incoming.thread
    )
    assert who is not None, "the speaker stays a member"
    turn.who = who


def shown_names(turn: Turn, ids: Iterable[uuid.UUID], *, most: int = 40) -> str:
    """Return names as everybody reads them, at most so many."""
    names = [naming.shown(turn.who, member_id) for member_id in ids]
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
