"""`people #24`, `split #24`: who shares an entry, and how; each choice is an `edit` to press.

`not #24 <member>` takes back somebody whom the entry made a member by mistake.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Literal

from bots.dialog import correcting, drafting, logged, naming, permissions, split_text
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.split_clause import clause_for, mention
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import NotAllowedError, UsageError
from expenseiq_core.services import splits

_ENTRY = re.compile(r"#?(\d{1,12})")
_IN_A_ROW = 4
_MOST_OFFERED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Which entry's people or split to choose."""

    no: int
    what: Literal["people", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotThem:
    """Somebody new who is nobody, and the entry that named them."""

    no: int
    member_id: uuid.UUID


def parse(said: Said) -> Offer | None:
    """Claim `people #24` and `split #24`, and both alone in a reply to the entry's answer."""
    for what in ("people", "split"):
        rest = said.after(what)
        if rest is None:
            continue
        match = _ENTRY.fullmatch(rest)
        if match is not None and (said.slash or rest.startswith("#")):
            return Offer(no=int(match[1]), what="people" if what == "people" else "split")
        if not rest and said.entry_nos:
            return Offer(no=said.entry_nos[0], what="people" if what == "people" else "split")
        if said.slash and (not rest or rest.startswith("#")):
            raise UsageError(f"Try: {what} #24")
    return None


async def handle(turn: Turn, offer: Offer) -> Answer:
    """Offer who may share it, or how it may be split."""
    entry = await correcting.living(turn, offer.no)
    if entry.content.kind == "settlement":
        raise NotAllowedError(f"#{entry.no} is a payment: nobody shares it. To undo it: undo")
    if turn.who.mode == "shared":
        raise NotAllowedError("This group has one budget: whoever pays owes it all.")
    return _people(turn, entry) if offer.what == "people" else _split(turn, entry)


def _people(turn: Turn, entry: Entry) -> Answer:
    """Offer every member to come or to go."""
    sharing = {turn.who.member(member_id).id for member_id in _sharing(entry)}
    members = [m for m in turn.who.members if m.is_active or m.id in sharing][:_MOST_OFFERED]
    buttons = []
    for member in sorted(members, key=lambda m: (m.id != turn.who.member_id, m.id)):
        others = sharing ^ {member.id}
        label = naming.you(turn.who, member.id)
        if others:
            mark = "✓ " if member.id in sharing else ""
            action = f"edit #{entry.no} {clause_for(turn, others)}"
            buttons.append(Button(label=f"{mark}{label[:1].upper()}{label[1:]}", action=action))
    example = f"edit #{entry.no} {clause_for(turn, sharing)}"
    rows = tuple(tuple(buttons[i : i + _IN_A_ROW]) for i in range(0, len(buttons), _IN_A_ROW))
    return _offering(turn, entry, f"Who shares it? Or type: {example}", rows)


def _split(turn: Turn, entry: Entry) -> Answer:
    """Offer equal parts, and say how the others are typed."""
    ids = sorted(_sharing(entry))
    first, last = mention(turn, ids[0]), mention(turn, ids[-1])
    equal = Button(label="Equally", action=f"edit #{entry.no} {clause_for(turn, ids)}")
    people = Button(label="People", action=f"people #{entry.no}")
    undo = Button(label="Undo", action=f"undo #{entry.no}")
    answer = _offering(
        turn,
        entry,
        f"Percentages: edit #{entry.no} {first} 60% {last} 40%",
        ((equal, people, undo),),
    )
    more = (
        line(f"Exact: edit #{entry.no} {first} 20 rest {last}"),
        line(f"Weights: edit #{entry.no} {first} x2 {last} x1"),
    )
    return Answer(lines=(*answer.lines, *more), rows=answer.rows, data=answer.data)


def _offering(
    turn: Turn, entry: Entry, question: str, rows: tuple[tuple[Button, ...], ...]
) -> Answer:
    return Answer(
        lines=(line(logged.understood(turn, entry)), line(question)),
        rows=rows,
        data=logged.entry_data(turn, [entry]),
    )


def _sharing(entry: Entry) -> set[uuid.UUID]:
    """Return who takes part in an entry."""
    rule = entry.content.split
    if rule is not None:
        return {part.member_id for part in rule.parts}
    return set(split_text.parts_of(entry.content))


def parse_not(said: Said) -> NotThem | None:
    """Claim the button [Not Zoe]."""
    match = drafting.NOT_FORM.fullmatch(said.text) if said.slash else None
    return None if match is None else NotThem(no=int(match[1]), member_id=uuid.UUID(match[2]))


async def handle_not(turn: Turn, mistaken: NotThem) -> Answer:
    """Take back the entry and the member whom it brought, if nothing else is about them."""
    entry = await correcting.living(turn, mistaken.no)
    if not permissions.may_change(turn, entry):
        raise NotAllowedError(f"Only who logged or paid #{entry.no} can change that.")
    member = turn.who.member(mistaken.member_id)
    action = f"restore #{entry.no}"
    await turn.write(void=[entry], actions=[action])
    name = naming.shown(turn.who, member.id)
    rows = [f"Undone: {logged.entry_line(turn, entry)}"]
    if await splits.forget_member(turn.session, turn.who.ledger_id, member.id):
        rows.append(f"{name} is not here any more. Type it again with the right name.")
    else:
        rows.append(f"{name} stays: other entries are about {name} too.")
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((Button(label="Restore", action=action),),),
        data={**logged.entry_data(turn, [entry]), "undone": [entry.no]},
        wrote=True,
    )


COMMAND = Command(
    name="split",
    parse=parse,
    handle=handle,
    summary="who shares an entry, and how",
    usage=(
        "dinner 84 with @ana @bob: you three in equal parts; for leaves you out\n"
        "dinner 84 except @bob · dinner 84 paid by @ana 50 @bob 34\n"
        "dinner 84 @ana 20 rest me · @ana 50% me 50% · @ana x2 me x1 · with @ana +5\n"
        "dinner 84 +3 guests · dinner 84 5 ways\n"
        "Afterwards: people #24, split #24, edit #24 with @ana"
    ),
    where="group",
)
NOT = Command(name="not", parse=parse_not, handle=handle_not, where="group")
