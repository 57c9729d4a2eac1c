"""One's own balances beyond one group: in each of one's groups, and with one person in all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from bots.dialog import membership, naming, owing, wording
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, NotFoundError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import debts, own_groups

NONE = "You share no bills yet. Add me to a group chat, and there: dinner 84"


async def overview(turn: Turn, first: int) -> Answer:
    """List one's groups with one's own balance in each, and friends of one's own book."""
    who = turn.who
    groups = await own_groups.of_user(turn.session, who.user_id)
    rows: list[Line] = []
    for group in groups:
        if group.nets or group.closed_at is None:
            own = {net.currency: net.minor for net in group.nets}
            rows.append(line(f"{group.name}: {_you(turn, own)}"))
    balances = kept.nonzero(await kept.of_ledger(turn.session, who))
    friends = [m.id for m in who.members if m.id != who.member_id]
    for friend in friends:
        own = {c: found[friend] for c, found in balances.items() if friend in found}
        if own:
            rows.append(line(owing.standing_of(turn, friend, own)))
    shown = rows[first : first + owing.MOST]
    more = Button(label="More", action=f"balance from {first + owing.MOST + 1}")
    return Answer(
        lines=tuple(shown) or (line(NONE),),
        rows=((more,),) if len(rows) > first + owing.MOST else (),
        data={
            "groups": [
                {
                    "name": group.name,
                    "balance": {net.currency: str(net.amount) for net in group.nets},
                }
                for group in groups
            ],
            **owing.balances_data(turn, balances),
        },
    )


async def between(turn: Turn, name: str) -> Answer:
    """Say one number for oneself and somebody: in this group, or alone in all that both are in."""
    who = turn.who
    if who.is_group:
        # What is between the two elsewhere is nobody's business here.
        other = membership.one(turn, name)
        pairs = await debts.pairwise(turn.session, who)
        sums = {c: _between(own, who.member_id, other.id) for c, own in pairs.items()}
        return _said(turn, naming.shown(who, other.id), sums)
    wanted = fold(name)
    found = [
        other
        for other in await debts.with_others(turn.session, who)
        if wanted in {fold(own) for own in (*other.names, *other.names[0].split()[:1])}
    ]
    if not found:
        raise NotFoundError(f"You share no bills with {name}. To see your groups: balance")
    if len(found) > 1:
        names = " or ".join(f"{o.names[0]} of {next(iter(o.groups))}" for o in found)
        raise ConflictError(f"Which {name}, {names}? Try the whole name: balance with ana silva")
    shown = wording.title(found[0].names[0])
    return _said(turn, shown, found[0].sums, groups=found[0].groups)


def _between(found: Sequence[Transfer], me: uuid.UUID, other: uuid.UUID) -> int:
    """Return what the other owes one, in minor units."""
    owed = sum(t.minor for t in found if (t.payer, t.payee) == (other, me))
    return owed - sum(t.minor for t in found if (t.payer, t.payee) == (me, other))


def _said(
    turn: Turn,
    name: str,
    sums: Mapping[str, int],
    *,
    groups: Mapping[str, Mapping[str, int]] | None = None,
) -> Answer:
    rows = [f"{name} {_owes(turn, sums)}" if any(sums.values()) else f"You and {name} are even."]
    uneven = {group: own for group, own in (groups or {}).items() if any(own.values())}
    if len(uneven) > 1:
        rows += [f"{group}: {_owes(turn, own)}" for group, own in uneven.items()]
    data = {"between": {c: str(Money(minor, c).amount) for c, minor in sums.items()}}
    return Answer(lines=tuple(line(row) for row in rows[: owing.MOST]), data=data)


def _owes(turn: Turn, sums: Mapping[str, int]) -> str:
    """Return `owes you €32.00 and gets ฿300.00 from you`."""
    owes = owing.amounts(turn, ((c, minor) for c, minor in sums.items() if minor > 0))
    gets = owing.amounts(turn, ((c, -minor) for c, minor in sums.items() if minor < 0))
    said = [f"owes you {owes}" if owes else "", f"gets {gets} from you" if gets else ""]
    return " and ".join(filter(None, said))


def _you(turn: Turn, own: Mapping[str, int]) -> str:
    text = owing.standing_of(turn, turn.who.member_id, own)
    return text[:1].lower() + text[1:]
