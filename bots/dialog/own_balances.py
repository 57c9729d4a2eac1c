"""One's own balances beyond one group: in each of one's groups, and with one person in all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from bots.dialog import at_rates, membership, naming, owing, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import NotFoundError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import debts, own_groups
from expenseiq_core.services.own_groups import OwnGroup

NONE = "You share no bills yet. Add me to a group chat, and there: dinner 84"


async def overview(turn: Turn, first: int, *, currency: str | None = None) -> Answer:
    """List one's groups with one's own balance in each, and friends of one's own book.

    In one currency, at the rates of today, if one is given.
    """
    who = turn.who
    groups = await own_groups.of_user(turn.session, who.user_id)
    shown = [group for group in groups if group.nets or group.closed_at is None]
    balances = kept.nonzero(await kept.of_ledger(turn.session, who))
    friends = [m.id for m in who.members if m.id != who.member_id]
    data: dict[str, object] = {
        "groups": [
            {"name": g.name, "balance": {net.currency: str(net.amount) for net in g.nets}}
            for g in groups
        ],
        **owing.balances_data(turn, balances),
    }
    open_now: dict[str, dict[uuid.UUID, int]] = {}
    for c, found in balances.items():
        open_now.setdefault(c, {}).update((f, found[f]) for f in friends if f in found)
    for group in shown:
        for net in group.nets:
            open_now.setdefault(net.currency, {})[group.ledger_id] = net.minor
    head: list[str] = []
    if currency is not None:
        in_one, day, missing = await at_rates.converted(turn, open_now, currency)
        open_now = in_one
        head = [f"I{at_rates.title(turn, currency, day, missing)[2:]}:"]
        data["rate_date"] = day.isoformat() if day else None
    own = {of: _of(open_now, of) for of in [*(g.ledger_id for g in shown), *friends]}
    rows = [f"{_name(g)}: {_you(turn, own[g.ledger_id])}" for g in shown]
    rows += [owing.standing_of(turn, friend, own[friend]) for friend in friends if own[friend]]
    return _paged(rows, head=head, first=first, currency=currency, data=data)


def _of(balances: Mapping[str, Mapping[uuid.UUID, int]], owner: uuid.UUID) -> dict[str, int]:
    return {c: found[owner] for c, found in balances.items() if found.get(owner)}


def _name(group: OwnGroup) -> str:
    return group.name if group.closed_at is None else f"{group.name} (closed)"


def _paged(
    rows: Sequence[str],
    *,
    head: Sequence[str],
    first: int,
    currency: str | None,
    data: dict[str, object],
) -> Answer:
    last = first + owing.MOST - len(head)
    back = f" in {currency}" if currency else ""
    more = Button(label="More", action=f"balance from {last + 1}{back}")
    return Answer(
        lines=tuple(line(row) for row in [*head, *rows[first:last]] if rows) or (line(NONE),),
        rows=((more,),) if len(rows) > last else (),
        data=data,
    )


async def asked_there(turn: Turn, command: str) -> Answer | None:
    """Say in which groups one is not even, where that can be asked; None: in none."""
    groups = await own_groups.of_user(turn.session, turn.who.user_id)
    rows = [
        f"{_name(g)}: {_you(turn, {net.currency: net.minor for net in g.nets})}"
        for g in groups
        if g.nets
    ]
    if not rows:
        return None
    rows = [*rows[: owing.MOST - 1], f"Ask in the group's chat: {command}"]
    return Answer(lines=tuple(map(line, rows)))


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
        return _several(turn, found)
    shown = wording.title(found[0].names[0])
    return _said(turn, shown, found[0].sums, groups=found[0].groups)


def _several(turn: Turn, found: Sequence[debts.Other]) -> Answer:
    """Say it of each of several who have the same name, by the groups that they are in."""
    rows = [
        f"{wording.title(o.names[0])} of {', '.join(o.groups)}: {_owes(turn, o.sums) or 'even'}"
        for o in found
    ]
    if len({fold(o.names[0]) for o in found}) == len(found):
        longest = max((o.names[0] for o in found), key=len)
        rows.append(f"One alone by the whole name: balance with {longest}")
    return Answer(lines=tuple(line(row) for row in rows[: owing.MOST]))


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
