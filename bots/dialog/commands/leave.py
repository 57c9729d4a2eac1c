"""`leave`: take no part in a group any more; a balance is shown first."""

from __future__ import annotations

from bots.dialog import membership, naming
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import members

_SURE = ("anyway", "anyhow", "now")
_WHAT = ("", "group", "this group", "the group")


def parse(said: Said) -> bool | None:
    """Claim `leave` and `leave anyway`; the value says whether a balance is known."""
    rest = said.after("leave")
    if rest is None:
        return None
    folded = " ".join(rest.casefold().split())
    if folded in (*_WHAT, *_SURE):
        return folded in _SURE
    if said.slash:
        raise UsageError("Try: leave")
    return None


async def handle(turn: Turn, sure: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Let the speaker leave; asked first where they owe something or get something back."""
    who = turn.who
    if not who.me.is_active:
        raise ConflictError(f"You left {who.ledger_name} already. To take part again: rejoin")
    nets = (await members.nets(turn.session, who)).get(who.member_id, ())
    if nets and not sure:
        text = f"{membership.nets_text(turn, who.me, nets)} in {who.ledger_name}."
        anyway = Button(label="Leave anyway", action="leave anyway")
        settle = Button(label="Settle up", action="settle")
        rows = (line(text), line("It stays yours when you leave."))
        data = {"balance": {net.currency: str(net.amount) for net in nets}}
        return Answer(lines=rows, rows=((anyway, settle),), data=data)
    await members.leave(turn.session, who, now=turn.now)
    rows = (
        line(f"{naming.shown(who, who.member_id)} left {who.ledger_name}."),
        line("You can still look, and pay what you owe."),
    )
    back = Button(label="Rejoin", action="rejoin")
    return Answer(lines=rows, rows=((back,),), data={"left": who.ledger_name}, wrote=True)


COMMAND = Command(
    name="leave",
    parse=parse,
    handle=handle,
    summary="take no part in this group any more",
    usage=(
        "leave: what is split among all is no longer split with you; what you owe stays.\n"
        "rejoin: take part again"
    ),
    where="group",
    left_may=True,
)
