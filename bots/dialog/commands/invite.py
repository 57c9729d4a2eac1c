"""`invite`: a code with which somebody joins this group; `join K7Q2M9XD` asks, then joins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from bots.dialog import permissions, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, Span, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain import link_code
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError, UsageError
from expenseiq_core.services import invitations
from expenseiq_core.services.invitations import Invitation

_ASKS: Final = ("", "code", "link", "somebody", "someone", "people", "friends")
_OFF: Final = ("off", "end", "stop")
_ID: Final = re.compile(r"invitation (?P<id>[0-9a-f]{64})")
_GONE: Final = "That invitation is not valid any more. For a new one, in the group: invite"
_JOIN_TRY: Final = "To join a group, type the code that its members get: join K7Q2-M9XD"
MOST_NAMES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The invitation that somebody has: its code, or (answered by a button) its id."""

    code: str = ""
    id: str = ""


def parse(said: Said) -> str | None:
    """Claim `invite` and `invite off`."""
    rest = said.after("invite")
    if rest is None:
        return None
    folded = rest.casefold()
    if folded in (*_ASKS, *_OFF):
        return "off" if folded in _OFF else "on"
    if said.slash:
        raise UsageError("Try: invite, or: invite off")
    return None


async def handle(turn: Turn, wanted: str) -> Answer:
    """Answer with a new code, or end all.

    Neither `wrote` nor buttons with a code: the answer would be kept, and the code in it.
    """
    if wanted == "off":
        permissions.check_may_set(turn)
        count = await invitations.end(turn.session, turn.who)
        text = (
            f"{wording.plural(count, 'invitation')} ended." if count else "No invitation is open."
        )
        return Answer(lines=(line(text),), data={"ended": count}, wrote=True)
    code = await invitations.make(turn.session, turn.who, now=turn.now)
    days = invitations.LIVES.days
    rows = (
        line("Who is to join, writes to me alone: ", Span(f"join {link_code.shown(code)}", "code")),
        line(f"It works for {days} days, for everybody who has it. To end it: invite off"),
    )
    return Answer(lines=rows, data={"invitation": code, "group": turn.who.ledger_name})


def parse_join(said: Said) -> Join | None:
    """Claim `join K7Q2-M9XD` and what its button stands for; in private also `join` alone."""
    rest = said.after("join")
    if rest is None:
        # A link to us alone arrives as `/start` with what stood in it.
        code = link_code.typed(said.after("start") or "") if said.slash else None
        return Join(code=code) if code is not None else None
    match = _ID.fullmatch(rest)
    if match is not None and said.slash:
        return Join(id=match["id"])
    code = link_code.typed(rest)
    if code is not None:
        return Join(code=code)
    if not said.who.is_group and (not rest or said.slash):
        raise UsageError(_JOIN_TRY)
    return None


async def join(turn: Turn, wanted: Join) -> Answer:
    """Ask whether to join, or join; a code said in another group is not used."""
    if turn.who.is_group:
        raise NotAllowedError("Codes are for when we are alone. Write it to me there.")
    if wanted.id:
        return await _accept(turn, wanted.id)
    found = await invitations.of_code(turn.session, turn.who, wanted.code, now=turn.now)
    # The code is not to be read in the turn that keeps this message.
    turn.incoming = replace(turn.incoming, text="join")
    if isinstance(found, int):
        return _wrong(found)
    invitations.check_not_removed(found)
    if found.is_member:
        raise ConflictError(f"You take part in {found.group} already. To see yours: groups")
    more = len(found.members) - MOST_NAMES
    names = ", ".join(map(wording.title, found.members[:MOST_NAMES]))
    names += f" and {more} more" if more > 0 else ""
    rows = (
        line(f"Join {found.group} ({names})?"),
        line("They will see your name there."),
    )
    yes = Button(label="Join", action=f"join invitation {found.id}")
    data = {"join": {"group": found.group, "members": list(found.members)}}
    return Answer(lines=rows, rows=((yes, Button(label="Cancel", action="cancel")),), data=data)


async def _accept(turn: Turn, invitation_id: str) -> Answer:
    found = await invitations.of_id(turn.session, turn.who, invitation_id, now=turn.now)
    turn.incoming = replace(turn.incoming, text="join")
    if found is None:
        raise NotFoundError(_GONE)
    if found.is_member:
        raise ConflictError(f"You take part in {found.group} already. To see yours: groups")
    await invitations.accept(turn.session, turn.who, found, now=turn.now)
    rows = [f"You are in {found.group} now. What is split among all is split with you, too."]
    rows += _namesakes(turn, found)
    groups = Button(label="Groups", action="groups")
    data = {"joined": found.group}
    return Answer(lines=tuple(map(line, rows)), rows=((groups,),), data=data, wrote=True)


def _namesakes(turn: Turn, found: Invitation) -> list[str]:
    name = turn.who.user_name
    if name.casefold() not in (other.casefold() for other in found.members):
        return []
    return [f"If you are the {name} they know, somebody there says: members merge {name} {name}"]


def _wrong(left: int) -> Answer:
    """Answer a wrong code. An answer, not an error: an error would roll the count back."""
    then = f"{wording.plural(left, 'try', 'tries')} left." if left else "Wait 10 minutes now."
    error = {"code": "invitation_code", "message": f"{_GONE}\n{then}"}
    return Answer(lines=(line(_GONE), line(then)), data={"error": error}, wrote=True)


INVITE = Command(
    name="invite",
    parse=parse,
    handle=handle,
    summary="a code with which somebody joins this group",
    usage=(
        "invite: a code. Who has it writes to me alone: join K7Q2-M9XD\n"
        "invite off: no code works any more"
    ),
    where="group",
)
JOIN = Command(
    name="join by code",
    parse=parse_join,
    handle=join,
)
