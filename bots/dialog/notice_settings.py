"""What somebody is told without asking, and where: shown, and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bots.dialog import muting, wording
from bots.dialog.commands import quiet
from bots.dialog.commands.email import NAMES
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.errors import ConflictError, NotFoundError
from expenseiq_core.services import emails, preferences, schedules
from expenseiq_core.services.destinations import ALL
from expenseiq_core.services.preferences import Preferences

LABELS: Final = {
    "digest": "Digest",
    "budget": "Budgets",
    "remind": "Reminders",
    "recurring": "Recurring",
}
KINDS: Final = tuple(LABELS)
"""Kinds that somebody may do without: news of their account are not among them."""
LAST: Final = "last"
"""What is typed for the platform that was used last."""


async def overview(turn: Turn) -> Answer:
    """Say what is said unasked, when not, and where; offer to change it."""
    user_id = turn.who.user_id
    wants = await preferences.of(turn.session, user_id)
    where = await preferences.platforms(turn.session, user_id)
    email = await emails.of(turn.session, user_id)
    rows = [_on(wants), quiet.said(turn, wants)]
    if wants.is_muted(turn.now):
        rows.append(muted(turn, wants))
    if len(where) > 1:
        rows.append(_where(wants, where))
    has_mail = email is not None and email.address is not None
    rows.append("By e-mail too: email off" if has_mail else "By e-mail too: email me@example.org")
    switches = tuple(
        Button(
            label=f"{label} {_other(wants, kind)}", action=f"notices {kind} {_other(wants, kind)}"
        )
        for kind, label in LABELS.items()
    )
    data = {"off": sorted(wants.off), "hear": wants.hear, **quiet.data(wants)}
    return Answer(lines=tuple(map(line, rows)), rows=(switches, _places(wants, where)), data=data)


def _places(wants: Preferences, where: Sequence[str]) -> tuple[Button, ...]:
    """Return buttons for the platforms there are to choose from, and for what else is set."""
    names = [*where, ALL] if len(where) > 1 else []
    labels = {ALL: "All" if len(where) > 2 else "Both"}
    return (
        *(
            Button(label=f"On {labels.get(name, name.title())}", action=f"notices {name}")
            for name in names
            if name != wants.hear
        ),
        Button(label="Quiet hours", action="quiet"),
    )


def muted(turn: Turn, wants: Preferences) -> str:
    """Return until when somebody is muted who is."""
    assert wants.muted_until is not None, "whoever is muted is so until some time"
    return f"Muted until {muting.moment(turn, wants.muted_until)}."


def _on(wants: Preferences) -> str:
    on = [NAMES[kind] for kind in KINDS if kind not in wants.off]
    off = [NAMES[kind] for kind in KINDS if kind in wants.off]
    if not on:
        return "I tell you nothing unasked but news of your account."
    return f"I may tell you: {', '.join(on)}{'; not: ' if off else ''}{', '.join(off)}."


def _where(wants: Preferences, where: Sequence[str]) -> str:
    if wants.hear == ALL:
        return f"Where: on {wording.platforms(where)}."
    if wants.hear is not None and wants.hear in where:
        return f"Where: on {wants.hear.title()}."
    return "Where: on the platform that you used last."


def _other(wants: Preferences, kind: str) -> str:
    return "on" if kind in wants.off else "off"


async def switch(turn: Turn, kinds: Sequence[str], *, on: bool) -> Answer:
    """Let kinds of notices be said, or not."""
    user_id = turn.who.user_id
    wants = await preferences.of(turn.session, user_id)
    changed = [kind for kind in kinds if (kind in wants.off) == on]
    if not changed:
        raise ConflictError(f"It is so already. {_on(wants)}")
    for kind in changed:
        await preferences.switch(turn.session, user_id, kind, on=on)
    now = await preferences.of(turn.session, user_id)
    rows = [_on(now)]
    if not on and "recurring" in changed:
        rows.append("What recurs is recorded all the same.")
    if on and "digest" in changed:
        found = await schedules.of(turn.session, kind="digest", user_id=user_id)
        rows += [] if found else ["A digest has to be asked for: digest daily 8:00"]
    buttons = [Button(label="Settings", action="notices settings")]
    back = "off" if on else "on"
    if len(changed) == len(KINDS):
        buttons.insert(0, Button(label="Undo", action=f"notices {back}"))
    elif len(changed) == 1:
        buttons.insert(0, Button(label="Undo", action=f"notices {changed[0]} {back}"))
    data = {"off": sorted(now.off)}
    return Answer(lines=tuple(map(line, rows)), rows=(tuple(buttons),), data=data, wrote=True)


async def hear(turn: Turn, where: str) -> Answer:
    """Choose the platform on which things are said, `all`, or the `last` one used."""
    user_id = turn.who.user_id
    known = await preferences.platforms(turn.session, user_id)
    if not known or where not in {LAST, ALL, *known}:
        there = where.title() if where not in {LAST, ALL} else "Telegram or Slack"
        raise NotFoundError(f"We have no chat on {there}. Write to me there, then join both: link")
    wants = await preferences.of(turn.session, user_id)
    if where == (wants.hear or LAST):
        raise ConflictError(f"It is so already. {_where(wants, known)}")
    await preferences.hear(turn.session, user_id, None if where == LAST else where)
    now = await preferences.of(turn.session, user_id)
    undo = Button(label="Undo", action=f"notices {wants.hear or LAST}")
    rows = (line(_where(now, known)),)
    return Answer(lines=rows, rows=((undo,),), data={"hear": now.hear}, wrote=True)
