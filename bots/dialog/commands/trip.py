"""`trip over`: close the group's book and begin a new one; `new trip Porto` names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bots.dialog import membership, permissions, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import members, recurring_moving, reminding, schedules, trips

_OVER: Final = ("trip over", "trip is over", "end trip", "close trip", "close group")
_NEW: Final = ("new trip", "start trip")
_SURE: Final = "anyway"
MOST_NETS: Final = 5
LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How the new book is to be called (the chat's name, if not said), and whether it is sure."""

    name: str = ""
    sure: bool = False


def parse(said: Said) -> Ask | None:
    """Claim `trip over` and `new trip NAME`; without a slash nothing that holds a number."""
    rest = said.after(*_OVER)
    if rest is not None and rest.casefold() in ("", _SURE):
        return Ask(sure=bool(rest))
    rest = said.after(*_NEW)
    if rest is not None and (said.slash or not any(c.isdecimal() for c in rest)):
        head, _, last = rest.rpartition(" ")
        sure = last.casefold() == _SURE
        return Ask(name=" ".join((head if sure else rest).split()), sure=sure)
    if said.slash and said.after("trip") is not None:
        raise UsageError("Try: trip over, or: new trip Porto")
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Close the book; open balances are shown first."""
    permissions.check_may_set(turn)
    who = turn.who
    if len(ask.name) > LONGEST:
        raise UsageError(f"A trip's name has at most {LONGEST} characters. Try: new trip Porto")
    if who.next_no == 1:
        raise ConflictError(
            f"Nothing is recorded in {who.ledger_name} yet. To call it otherwise:"
            f" group name {ask.name or 'Porto'}"
        )
    nets = await members.nets(turn.session, who)
    if nets and not ask.sure:
        return _question(turn, ask, nets)
    name = ask.name or turn.incoming.group or who.ledger_name
    reminded = await schedules.of(turn.session, kind=reminding.KIND, ledger_id=who.ledger_id)
    ended = await recurring_moving.end(turn.session, who.ledger_id, now=turn.now)
    await trips.over(turn.session, who, name=name, now=turn.now)
    await membership.resolve_again(turn)
    new = turn.who.ledger_name if turn.who.ledger_name != who.ledger_name else "A new one"
    count = wording.plural(len(turn.who.active), "member")
    rows = [
        f"{who.ledger_name} is closed: it can be looked at, and nothing is added.",
        f"{new} begins with the same {count} and settings.",
    ]
    if who.budgets:
        rows.append("Budgets begin anew: budget food 200 monthly")
    if reminded:
        rows.append("Reminders ended with it. For new ones: remind weekly friday 17:00")
    if ended:
        names = ", ".join(wording.title(s.template.description) for s in ended[:MOST_NETS])
        rows.append(f"Nothing comes back by itself any more: {names}")
    data = {"closed": who.ledger_name, "group": turn.who.ledger_name}
    look = (Button(label="Members", action="members"), Button(label="Group", action="group"))
    return Answer(lines=tuple(map(line, rows)), rows=(look,), data=data, wrote=True)


def _question(turn: Turn, ask: Ask, nets: members.Nets) -> Answer:
    who = turn.who
    ordered = sorted(nets, key=lambda member_id: (member_id != who.member_id, member_id))
    rows = [f"Not everybody is even in {who.ledger_name}:"]
    rows += [membership.nets_text(turn, who.member(m), nets[m]) for m in ordered[:MOST_NETS]]
    if len(ordered) > MOST_NETS:
        rows.append(f"and {len(ordered) - MOST_NETS} more")
    rows.append("Closed, nothing can be paid back in it.")
    typed = f"new trip {ask.name} {_SURE}" if ask.name else f"trip over {_SURE}"
    anyway = Button(label="Close anyway", action=typed)
    settle = Button(label="Settle up", action="settle")
    data = {
        "balances": {
            who.member(m).name: {net.currency: str(net.amount) for net in nets[m]} for m in ordered
        }
    }
    return Answer(lines=tuple(map(line, rows)), rows=((anyway, settle),), data=data)


COMMAND = Command(
    name="trip",
    parse=parse,
    handle=handle,
    summary="close this group's book and begin a new one",
    usage=(
        "trip over: the book is closed, and a new one begins for the same people.\n"
        "new trip Porto: the same, and what the new one is called\n"
        "The old one can be looked at: groups"
    ),
    where="group",
)
