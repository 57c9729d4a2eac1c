"""`again`, `again #17`: log the same once more, dated today. `keep #18`: no, it is no double."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from bots.dialog import correcting, drafting, fields, logged
from bots.dialog.command import Command
from bots.dialog.fields import Fields
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, line
from bots.dialog.sharing_again import divided_again
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.services import entries, rates
from expenseiq_core.services.recording import NewEntry

_TRY = "Try: again, again #17, again 4.20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Which entry to repeat (None: the speaker's last), and what is different this time."""

    no: int | None = None
    fields: Fields | None = None


def parse(said: Said) -> Again | None:
    """Claim `again`, `again #17`, `again 4.20`."""
    rest = said.after("again", "repeat")
    if rest is None:
        return None
    no = said.entry_nos[0] if said.entry_nos else None
    if not rest:
        return Again(no=no)
    numbered = re.match(r"#(\d{1,12})(?=\s|$)", rest)
    if numbered is not None:
        no, rest = int(numbered[1]), rest[numbered.end() :].strip()
    found = fields.read_fields(said, rest) if rest else None
    if rest and (found is None or not (said.slash or fields.says_only_values(found))):
        if said.slash or numbered is not None:
            raise UsageError(_TRY)
        return None
    return Again(no=no, fields=found)


async def handle(turn: Turn, again: Again) -> Answer:
    """Record the same content, dated today unless another day was said."""
    if again.no is not None:
        entry = await correcting.living(turn, again.no)
    else:
        newest = await entries.newest(turn.session, turn.who)
        if newest is None:
            raise NotFoundError(f"There is nothing to repeat yet. {invitation(turn)}")
        entry = newest
    fields = replace(again.fields or Fields(), date=_day(turn, again))
    odd_turn = turn.who.odd_turn
    content = await correcting.corrected(turn, replace(entry, odd_turn=odd_turn), fields)
    division = divided_again(turn, content, odd_turn=odd_turn, no=entry.no)
    content = replace(content, shares=division.shares, split=division.split)
    base = await rates.base_for(turn.session, turn.who, content)
    new = NewEntry(
        content=replace(content, base=base),
        source=f"{turn.source}:0",
        no=turn.who.next_no,
        odd_turn=odd_turn,
        odd=division.odd,
    )
    draft = drafting.draft_of(turn, [new])
    recorded = await turn.write(new=[new], actions=draft.actions())
    # Who says "again" knows that it is the same, but not which one it was.
    return replace(draft.answer(replace(recorded, same=None)), plain=False)


def _day(turn: Turn, again: Again) -> dt.date:
    return (again.fields.date if again.fields else None) or turn.today


def parse_keep(said: Said) -> int | None:
    """Claim the button [No, both]: `/keep #18`."""
    rest = said.after("keep") if said.slash else None
    if rest is None:
        return None
    if not re.fullmatch(r"#\d{1,12}", rest):
        raise UsageError("Try: keep #18")
    return int(rest[1:])


async def keep(turn: Turn, no: int) -> Answer:
    """Say that it stays."""
    entry = await correcting.living(turn, no)
    return Answer(
        lines=(line(f"Both stay. {logged.entry_line(turn, entry)}"),),
        data=logged.entry_data(turn, [entry]),
    )


COMMAND = Command(
    name="again",
    parse=parse,
    handle=handle,
    summary="log the last one again",
    usage="again logs your last entry once more, dated today; again #17 another; again 4.20 with"
    " another amount.",
)
KEEP = Command(name="keep", parse=parse_keep, handle=keep)
