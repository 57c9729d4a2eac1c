"""`email me@example.org`: what is said without being asked comes by mail, too.

A code is sent there; typed in the chat (`123456`) it shows that the mailbox is theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line, lines
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import NotAllowedError, NotFoundError, UsageError
from expenseiq_core.parsing.address import address_of, masked
from expenseiq_core.services import account_notices, email_codes, emails
from expenseiq_core.services.emails import Email

TRY: Final = "Try: email me@example.org, email digest off, email off"
_NO_ADDRESS: Final = "I can't send to that address. Try one like: email me@example.org"
_NOT_SET_UP: Final = (
    "E-mail is not set up on this server. Here in the chat I tell you things all the same."
)
_NONE: Final = "No e-mail address. To add yours: email me@example.org"
_OFF: Final = frozenset("off remove delete none stop".split())
_KINDS: Final = {
    word: kind
    for kind, words in {
        "digest": "digest digests",
        "budget": "budget budgets warning warnings",
        "remind": "remind reminder reminders",
        "recurring": "recurring",
        "account": "account",
    }.items()
    for word in words.split()
}
NAMES: Final = {
    "digest": "digests",
    "budget": "budget warnings",
    "remind": "reminders",
    "recurring": "recurring entries",
    "account": "news of your account",
}
"""Kinds of notices, as people read them."""
CODE: Final = re.compile(r"([0-9]{3})[ -]?([0-9]{3})\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; nothing: how it is."""

    address: str | None = None
    """Typed, and not checked."""
    off: bool = False
    kind: str | None = None
    on: bool = False


def parse(said: Said) -> Wanted | None:
    """Claim `email`, `email me@example.org`, `email off`, `email digest off`."""
    rest = said.after("email", "e-mail")
    if rest is None:
        return None
    words = rest.casefold().split()
    if not words:
        return Wanted()
    if len(words) == 1 and "@" in rest[1:]:
        return Wanted(address=rest)
    if len(words) == 1 and words[0] in _OFF:
        return Wanted(off=True)
    if len(words) == 2 and words[0] in _KINDS and words[1] in ("on", "off"):
        return Wanted(kind=_KINDS[words[0]], on=words[1] == "on")
    if said.slash and CODE.fullmatch(rest) is None:
        raise UsageError(TRY)
    return None


async def handle(turn: Turn, wanted: Wanted) -> Answer:
    """Say how it is, or change it."""
    if wanted.address is not None:
        return await _ask(turn, wanted.address)
    if wanted.off:
        return await _remove(turn)
    if wanted.kind is not None:
        return await _switch(turn, wanted.kind, on=wanted.on)
    found = await emails.of(turn.session, turn.who.user_id)
    if found is None:
        if not await emails.is_set_up(turn.session):
            raise NotAllowedError(_NOT_SET_UP)
        return Answer(lines=lines(_NONE), data={"email": None})
    return _state(found)


async def _ask(turn: Turn, typed: str) -> Answer:
    address = address_of(typed)
    if address is None:
        raise UsageError(_NO_ADDRESS)
    if not await emails.is_set_up(turn.session):
        raise NotAllowedError(_NOT_SET_UP)
    await email_codes.ask(turn.session, turn.who.user_id, address, turn_id=turn.id, now=turn.now)
    text = (
        f"A code is on its way to {address}.\n"
        "Type it here within 15 minutes, just the six digits.\n"
        "Nothing there? Look among the spam, or send me the address again."
    )
    return Answer(lines=lines(text), data={"email": {"wanted": address}}, wrote=True)


async def _remove(turn: Turn) -> Answer:
    found = await emails.of(turn.session, turn.who.user_id)
    if found is None:
        raise NotFoundError(_NONE)
    removed = await emails.remove(turn.session, turn.who.user_id)
    if removed is not None:
        await tell(turn, "removed", removed)
    address = removed or found.wanted
    return Answer(
        lines=lines(f"E-mail is off, and {address} is forgotten."),
        data={"email": None},
        wrote=True,
    )


async def _switch(turn: Turn, kind: str, *, on: bool) -> Answer:
    if not await emails.switch(turn.session, turn.who.user_id, kind, on=on):
        raise NotFoundError(_NONE)
    found = await emails.of(turn.session, turn.who.user_id)
    assert found is not None, "it was changed just now"
    return replace(_state(found), wrote=True)


def _state(found: Email) -> Answer:
    rows = []
    if found.address is not None:
        rows.append(line(f"What I say without being asked also goes to {found.address}"))
    if found.address is not None and found.off:
        rows.append(line(f"But not: {', '.join(NAMES[kind] for kind in found.off)}"))
    if found.wanted is not None:
        rows.append(line(f"{found.wanted} is not verified: type the code that I sent there."))
    buttons = [Button(label="E-mail off", action="email off")]
    if found.address is not None:
        wanted = "on" if "digest" in found.off else "off"
        buttons.insert(0, Button(label=f"Digest by mail {wanted}", action=f"email digest {wanted}"))
    data = {"address": found.address, "wanted": found.wanted, "off": list(found.off)}
    return Answer(lines=tuple(rows), rows=(tuple(buttons),), data={"email": data})


async def tell(turn: Turn, change: Literal["added", "changed", "removed"], address: str) -> None:
    """Tell it in their other chats: who did not do it must hear of it."""
    await account_notices.tell(
        turn.session,
        turn.who.user_id,
        {"what": "email", "change": change, "address": masked(address)},
        occurrence=f"email:{turn.id}",
        done_in=turn.who.chat_id,
        now=turn.now,
    )


COMMAND = Command(
    name="email",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="have digests, warnings and reminders by e-mail, too",
    usage=(
        "email me@example.org: I send a code there; type it here, and it is yours\n"
        "What I say without being asked then comes by e-mail, too.\n"
        "email digest off, email warnings off, email reminders off: not these\n"
        "email: how it is · email off: no more mail, the address is forgotten"
    ),
    where="private",
)
