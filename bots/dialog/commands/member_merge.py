"""`members merge ana anna`: two members who are one person; asked first, confirmed by a third."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bots.dialog import membership, naming, same_person
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import members
from expenseiq_core.services.chats import Member

_TRY: Final = "Try: members merge ana anna"
_LINK_TRY: Final = "Try: members link ana @ana_silva"
_ID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ANSWER: Final = re.compile(rf"(?P<word>same|apart) (?P<gone>{_ID}) (?P<kept>{_ID})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who is said to be who: by names, or (answered by a button) by ids."""

    text: str = ""
    link: bool = False
    answered: str = ""
    gone: uuid.UUID | None = None
    kept: uuid.UUID | None = None


def parse(said: Said) -> Ask | None:
    """Claim `members merge`, `members link`, and what the buttons of their questions stand for."""
    rest = said.after("members", "member")
    if rest is None:
        return None
    match = _ANSWER.fullmatch(rest)
    if match is not None:
        return Ask(
            answered=match["word"], gone=uuid.UUID(match["gone"]), kept=uuid.UUID(match["kept"])
        )
    first, _, text = rest.partition(" ")
    if first.casefold() not in ("merge", "link") or not (
        said.slash or not any(c.isdecimal() for c in text.replace("@", ""))
    ):
        return None
    return Ask(text=text.strip(), link=first.casefold() == "link")


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Ask whether two are one, or do what was answered."""
    if ask.answered:
        return await _answered(turn, ask)
    if ask.link:
        return await _link(turn, ask.text)
    one, other = _two(turn, ask.text)
    return await _question(turn, one, other)


def _two(turn: Turn, text: str) -> tuple[Member, Member]:
    """Return the two members whom a text names; one name that two have is both of them."""
    names = membership.two(turn, text, between=("into", "and", "with"))
    if names is None:
        if text:
            membership.one(turn, text.split(maxsplit=1)[0])
        raise UsageError(_TRY)
    found = [membership.candidates(turn, name) for name in names]
    if len(found[0]) == 2 and [m.id for m in found[0]] == [m.id for m in found[1]]:
        one, other = sorted(found[0], key=lambda member: member.user_id is not None)
        return one, other
    return membership.one(turn, names[0]), membership.one(turn, names[1])


async def _link(turn: Turn, text: str) -> Answer:
    """Ask whether a named member is an account, or remember by which name it will turn up."""
    name, _, account = text.rpartition(" ")
    if not name:
        raise UsageError(_LINK_TRY)
    named = membership.one(turn, name)
    if named.user_id is not None:
        raise ConflictError(f"{named.name} writes here already, so there is nothing to link.")
    found = [m for m in membership.candidates(turn, account) if m.id != named.id]
    if len(found) == 1:
        return await _question(turn, named, found[0])
    mentioned = turn.incoming.mentions.get(account.removeprefix("@"))
    handle = fold((mentioned and mentioned.handle) or account.removeprefix("@"))
    if not account.startswith("@") or not handle or len(handle) > members.LONGEST_HANDLE:
        raise NotFoundError(f"{account} is no member here, and no account. {_LINK_TRY}")
    await members.go_by(turn.session, turn.who, named, handle)
    await membership.resolve_again(turn)
    rows = (
        line(f"{naming.shown(turn.who, named.id)} goes by @{handle}."),
        line("When they write here, I ask you all whether it is them."),
    )
    return Answer(lines=rows, data={"member": named.name, "handle": handle}, wrote=True)


async def _question(turn: Turn, one: Member, other: Member) -> Answer:
    """Ask whether two members are one, with what both have."""
    if one.id == other.id:
        raise ConflictError(f"{one.name} is one member already. {_TRY}")
    if one.user_id is not None and other.user_id is not None:
        raise ConflictError(
            f"{one.name} and {other.name} both write to me. If that is one person, they say to me"
            " when we are alone: link"
        )
    gone, kept = (other, one) if one.user_id is not None else (one, other)
    nets = await members.nets(turn.session, turn.who)
    rows = [
        f"Are {naming.shown(turn.who, gone.id)} and {naming.shown(turn.who, kept.id)} one person?",
        f"{_net(turn, gone, nets.get(gone.id, ()))}.",
        f"{_net(turn, kept, nets.get(kept.id, ()))}.",
        f"As one they are {kept.name}; that cannot be taken back.",
    ]
    data = {"merge": {"gone": gone.name, "kept": kept.name}}
    buttons = same_person.buttons(gone.id, kept.id)
    return Answer(lines=tuple(map(line, rows)), rows=(buttons,), data=data)


def _net(turn: Turn, member: Member, nets: Sequence[Money]) -> str:
    return membership.nets_text(turn, member, nets)


async def _answered(turn: Turn, ask: Ask) -> Answer:
    assert ask.gone is not None
    assert ask.kept is not None
    living = {member.id: member for member in turn.who.members}
    if ask.gone not in living or ask.kept not in living:
        raise ConflictError("They are one already. To see who is here: members")
    gone, kept = living[ask.gone], living[ask.kept]
    same_person.check_may_confirm(turn, gone, kept)
    if ask.answered == "apart":
        text = f"They stay two: {gone.name} and {kept.name}."
        hint = f"To tell them apart: members rename {gone.name} {gone.name} Silva"
        same_name = fold(gone.name) == fold(kept.name)
        rows = (line(text), line(hint)) if same_name else (line(text),)
        return Answer(lines=rows, wrote=True)
    doubled = await members.merge(turn.session, turn.who, gone=gone, kept=kept)
    await membership.resolve_again(turn)
    name = naming.shown(turn.who, kept.id)
    nets = (await members.nets(turn.session, turn.who)).get(kept.id, ())
    rows_of = [
        f"{gone.name} and {kept.name} are one now: {name}.",
        f"{_net(turn, turn.who.member(kept.id), nets)}.",
    ]
    buttons: tuple[Button, ...] = (Button(label="Members", action="members"),)
    if doubled:
        numbers = ", ".join(f"#{no}" for no in doubled)
        rows_of.append(f"Counted twice in {numbers}: split anew, if that was not meant.")
        buttons = tuple(Button(label=f"#{no}", action=f"#{no}") for no in doubled[:4])
    return Answer(
        lines=tuple(map(line, rows_of)),
        rows=(buttons,),
        data={"merged": {"gone": gone.name, "kept": kept.name}, "doubled": list(doubled)},
        wrote=True,
    )


COMMAND = Command(
    name="members merge",
    parse=parse,
    handle=handle,
    summary="make two members one person",
    usage=(
        "members merge ana anna: what both have is one person's from then on\n"
        "members link ana @ana_silva: Ana, whom you named, is this account\n"
        "Somebody who was here before confirms it."
    ),
    where="group",
)
