"""`groups`: one's groups, with what one gets back or owes in each; `groups lis` searches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bots.dialog import owing, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import NotFoundError
from expenseiq_core.services import own_groups
from expenseiq_core.services.own_groups import OwnGroup

A_PAGE = 7
_PAGE = re.compile(r"(?:(?P<search>.*?) )?page (?P<page>\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which groups are asked for."""

    search: str = ""
    page: int = 1


def parse(said: Said) -> Ask | None:
    """Claim `groups` and `groups lis`; without a slash nothing that holds a number."""
    rest = said.after("groups", "my groups", "group", "my group")
    if rest is None or said.who.is_group:
        return None
    match = _PAGE.fullmatch(rest)
    if match is not None:
        return Ask(search=match["search"] or "", page=max(int(match["page"]), 1))
    if said.slash or not any(c.isdecimal() for c in rest):
        return Ask(search=rest)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """List them, the open ones first."""
    found = await own_groups.of_user(turn.session, turn.who.user_id, search=ask.search)
    if not found and ask.search:
        raise NotFoundError(f"No group of yours is called {ask.search[:40]}. All: groups")
    if not found:
        rows = (
            line("You are in no group yet."),
            line("Add me to a group chat, or type the code of an invitation: join K7Q2-M9XD"),
        )
        return Answer(lines=rows, data={"groups": []})
    last = -(-len(found) // A_PAGE)
    page = min(ask.page, last)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    search = f"{ask.search} " if ask.search else ""
    more = Button(label="More", action=f"groups {search}page {page + 1}")
    return Answer(
        lines=tuple(line(_text(turn, group)) for group in shown),
        rows=((more,),) if page < last else (),
        data={"groups": [_data(group) for group in found]},
    )


def _text(turn: Turn, group: OwnGroup) -> str:
    parts = [group.name, _nets(turn, group)]
    if group.closed_at is not None:
        local = group.closed_at.astimezone(ZoneInfo(turn.who.timezone)).date()
        parts.append(f"closed {wording.day(local, turn.who.locale, today=turn.today)}")
    elif group.left_at is not None:
        parts.append("left")
    return " · ".join(parts)


def _nets(turn: Turn, group: OwnGroup) -> str:
    if not group.nets:
        return "even"
    own = {net.currency: net.minor for net in group.nets}
    text = owing.standing_of(turn, turn.who.member_id, own)
    return text[:1].lower() + text[1:]


def _data(group: OwnGroup) -> dict[str, object]:
    return {
        "name": group.name,
        "mode": group.mode,
        "members": group.members,
        "balance": {net.currency: str(net.amount) for net in group.nets},
        "closed": group.closed_at is not None,
        "left": group.left_at is not None,
    }


COMMAND = Command(
    name="groups",
    parse=parse,
    handle=handle,
    summary="your groups, and what you get back or owe in each",
    usage=(
        "groups: all of them, also those that are closed · groups lis: by name\n"
        "join K7Q2-M9XD: join one by the code of an invitation\n"
        "In a group: dinner 84 · dinner 84 with @ana @bob · balance · settle\n"
        "Its members: members add ana · leave · rejoin · invite\n"
        "Its book: mode shared · default except bob · group name Porto · trip over"
    ),
)
