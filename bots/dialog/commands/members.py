"""`members`: who takes part; `members add ana, bob`, `members rename ana Anna`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from bots.dialog import membership, naming, permissions, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, NotAllowedError, UsageError
from expenseiq_core.services import members
from expenseiq_core.services.chats import Member
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.newcomers import NewMember

Verb = Literal["list", "add", "rename", "remove"]
_VERBS: Final[dict[str, Verb]] = {
    "add": "add",
    "new": "add",
    "rename": "rename",
    "remove": "remove",
    "delete": "remove",
}
_TRY: Final = "Try: members, members add ana, or: members rename ana Anna"
_BETWEEN: Final = re.compile(r"\s*(?:[,;&+]|\band\b)\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<!\w)\W*\d")
"""A number, not the figure in a name like `user1`."""
_AMOUNT: Final = re.compile(r"\d\s+[^\W\d_]")
"""A number with a word behind it: it is no end of a name."""
ANYWAY: Final = "anyway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a text asks about members."""

    verb: Verb
    text: str = ""


def parse(said: Said) -> Ask | None:
    """Claim `members` and its verbs; without a slash nothing that may be an expense."""
    rest = said.after("members", "member")
    if rest is None:
        return None
    if not rest or rest.casefold() in ("list", "all"):
        return Ask(verb="list")
    first, _, text = rest.partition(" ")
    verb = first.casefold()
    sure = said.slash or (
        verb in ("add", "rename")
        and said.after("members") is not None
        and not any(_AMOUNT.search(part) for part in _BETWEEN.split(text))
    )
    if verb in _VERBS and (sure or not _NUMBER.search(rest)):
        return Ask(verb=_VERBS[verb], text=text.strip())
    if said.slash:
        raise UsageError(_TRY)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show or change who takes part."""
    if ask.verb != "list" and not turn.who.me.is_active:
        raise NotAllowedError(f"You left {turn.who.ledger_name}. To take part again: rejoin")
    if ask.verb == "add":
        return await _add(turn, ask.text)
    if ask.verb == "rename":
        return await _rename(turn, ask.text)
    if ask.verb == "remove":
        return await _remove(turn, ask.text)
    return _list(turn)


def _list(turn: Turn) -> Answer:
    who = turn.who
    mine = sorted(who.active, key=lambda member: member.id != who.member_id)
    rows = [f"{who.ledger_name}: {wording.plural(len(mine), 'member')}"]
    rows += _row(turn, "", [m for m in mine if m.user_id is not None], naming.you)
    rows += _row(turn, "No account: ", [m for m in mine if m.user_id is None])
    gone = [m for m in who.members if m.left_at is not None and m.removed_at is None]
    rows += _row(turn, "Left: ", gone)
    rows += _row(turn, "Removed: ", [m for m in who.members if m.removed_at is not None])
    if len(mine) == 1:
        rows.append("To add somebody: members add ana")
    buttons = (Button(label="Balance", action="balance"), Button(label="Invite", action="invite"))
    leave = Button(label="Leave", action="leave")
    rows_of = ((*buttons, leave) if who.me.is_active else buttons,)
    return Answer(lines=tuple(map(line, rows)), rows=rows_of, data=_data(turn))


def _row(
    turn: Turn, head: str, chosen: Iterable[Member], name: Callable[..., str] = naming.shown
) -> list[str]:
    names = [name(turn.who, member.id) for member in chosen]
    text = wording.shortened(", ".join(names), 400)
    return [wording.title(head + text)] if names else []


def _data(turn: Turn) -> dict[str, object]:
    def state(member: Member) -> str:
        if member.removed_at is not None:
            return "removed"
        return "active" if member.left_at is None else "left"

    return {
        "group": turn.who.ledger_name,
        "members": [
            {"name": m.name, "state": state(m), "account": m.user_id is not None}
            for m in turn.who.members
        ],
    }


async def _add(turn: Turn, text: str) -> Answer:
    """Add people by name; whoever left or was removed comes back instead."""
    typed = [part for part in _BETWEEN.split(text) if part] or [""]
    new = list({one.name: one for one in (_new(turn, part) for part in typed)}.values())
    known = [member for member in turn.who.members if _is_known(member, new[0])]
    if len(new) == 1 and known and not known[0].is_active:
        return await _bring_back(turn, known[0])
    await members.add(turn.session, turn.who, new, place=turn.incoming.place, now=turn.now)
    await membership.resolve_again(turn)
    shown = ", ".join(wording.title(one.name) for one in new)
    account = "" if any(one.external_id for one in new) else ", without an account"
    rows = [
        f"{shown} {'is' if len(new) == 1 else 'are'} in now{account}.",
        f"{turn.who.ledger_name}: {wording.plural(len(turn.who.active), 'member')}",
    ]
    return Answer(lines=tuple(map(line, rows)), rows=(_LOOK,), data=_data(turn), wrote=True)


def _new(turn: Turn, typed: str) -> NewMember:
    """Return who is named; where the platform tells who is mentioned, with their identity."""
    bare = typed.removeprefix("@")
    mentioned = turn.incoming.mentions.get(bare)
    if mentioned is None:
        name = members.name_of(bare)
        return NewMember(id=new_id(), name=name, handle=fold(name)[: members.LONGEST_HANDLE])
    return NewMember(
        id=new_id(),
        name=mentioned.name,
        handle=fold(mentioned.handle or "")[: members.LONGEST_HANDLE] or None,
        external_id=mentioned.external_id,
    )


def _is_known(member: Member, new: NewMember) -> bool:
    return fold(member.name) == fold(new.name) or new.external_id in member.external_ids


async def _bring_back(turn: Turn, member: Member) -> Answer:
    if member.removed_at is not None:
        permissions.check_may_set(turn)
    elif member.user_id is not None:
        raise ConflictError(f"{member.name} left, so only they come back: rejoin")
    await members.come_back(turn.session, turn.who, member)
    await membership.resolve_again(turn)
    text = f"{naming.shown(turn.who, member.id)} is back in."
    return Answer(lines=(line(text),), rows=(_LOOK,), data=_data(turn), wrote=True)


async def _rename(turn: Turn, text: str) -> Answer:
    found = membership.two(turn, text, between=("to", "as"))
    if found is None:
        membership.one(turn, " ".join(text.split()[:1]))
        raise UsageError(f"Rename them to what? Try: members rename {text} Anna")
    name = members.name_of(found[1].removeprefix("@"))
    named = [m for m in membership.candidates(turn, found[0]) if m.user_id is None]
    # Of two of one name it is the one who does not write here that gets another.
    member = named[0] if len(named) == 1 else membership.one(turn, found[0])
    if member.user_id not in (None, turn.who.user_id):
        permissions.check_may_set(turn)
    await members.rename(turn.session, turn.who, member, name)
    await membership.resolve_again(turn)
    back = Button(
        label=f"Back to {member.name}", action=f"members rename {member.id} {member.name}"
    )
    text = f"{member.name} is {name} now."
    return Answer(lines=(line(text),), rows=((back,),), data=_data(turn), wrote=True)


async def _remove(turn: Turn, text: str) -> Answer:
    """Remove a member; what they get back or owe is shown first."""
    permissions.check_may_set(turn)
    words = text.split()
    sure = len(words) > 1 and words[-1].casefold() == ANYWAY
    member = membership.one(turn, " ".join(words[:-1] if sure else words))
    name = naming.shown(turn.who, member.id)
    if member.id == turn.who.member_id:
        raise ConflictError("That is you. To take no part any more: leave")
    if member.removed_at is not None:
        raise ConflictError(f"{name} is removed already. To let them back in: members add {name}")
    nets = (await members.nets(turn.session, turn.who)).get(member.id, ())
    if nets and not sure:
        anyway = Button(label="Remove anyway", action=f"members remove {member.id} {ANYWAY}")
        settle = Button(label="Settle up", action="settle")
        rows = (line(f"{membership.nets_text(turn, member, nets)}."), line("Remove them anyway?"))
        return Answer(lines=rows, rows=((anyway, settle),), data=_data(turn))
    await members.remove(turn.session, turn.who, member, now=turn.now)
    await membership.resolve_again(turn)
    text = f"{name} is removed; what they shared stays."
    undo = Button(label="Undo", action=f"members add {member.name}")
    return Answer(lines=(line(text),), rows=((undo,),), data=_data(turn), wrote=True)


_LOOK = (Button(label="Members", action="members"),)

COMMAND = Command(
    name="members",
    parse=parse,
    handle=handle,
    summary="who takes part in this group",
    usage=(
        "members: who takes part, and who left\n"
        "members add ana, bob: people without an account\n"
        "members rename ana Anna\n"
        "members remove ana: they may do nothing here any more"
    ),
    where="group",
    left_may=True,
)
