"""News of one's account: `Telegram joined your account just now`, a changed e-mail address, a code.

Whatever is muted, and at any hour: it is rare, and who did not do it has a day to take it back.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import wording
from bots.dialog.messages import Answer, Button, lines
from bots.dialog.notices.kind import Composed, Kind, Skip
from expenseiq_core.services import account_notices, emails, linking
from expenseiq_core.services.deliveries import Claimed

HIDDEN: Final = "······"
"""What stands for a code wherever a mail is kept; the mail that is sent has the code itself."""

_CODE: Final = (
    f"Your code: {HIDDEN}\n"
    "Type it in the chat in which you asked for it, within 15 minutes.\n"
    "You did not ask for it? Then somebody typed your address: ignore this mail."
)
_EMAIL: Final = {
    "added": "{address} gets what I say without being asked, since just now.",
    "changed": "What I say without being asked goes to {address}, since just now.",
    "removed": "{address} was removed just now: no more mail goes there.",
    "unsubscribed": "{address} was unsubscribed by the link in a mail: no more goes there.",
    "refused": "Mail to {address} came back, so no more goes there.",
    "no such": "No mail reaches {address}. Is it spelled right?",
}
_NOT_YOU: Final = "Not you? Type: email off"
_ANOTHER: Final = "To have mail: email me@example.org"
_THEN: Final = {"added": _NOT_YOU, "changed": _NOT_YOU}
"""What is said below a change of the address; below all others how to add one."""


async def compose(
    session: AsyncSession,
    claimed: Sequence[Claimed],
    now: dt.datetime,  # noqa: ARG001 (as all kinds)
) -> Composed:
    """Return the news that are still true."""
    links = {uuid.UUID(c.about["link"]) for c in claimed if c.about["what"] == "linked"}
    living = await _living(session, links)
    found: dict[uuid.UUID, Answer | Skip] = {}
    for notice in claimed:
        if notice.about["what"] == "welcome":
            # Rare enough for a statement of its own.
            assert notice.user_id is not None, "it is a user's"
            found[notice.id] = _welcome(await linking.platforms(session, notice.user_id))
        else:
            found[notice.id] = _said(notice.about, living)
    return found


def _welcome(platforms: Sequence[str]) -> Answer | Skip:
    """Say once what it means to be on several platforms."""
    if len(set(platforms)) < 2:
        return Skip("on one platform again")
    names = wording.platforms(sorted(platforms))
    text = (
        f"{names} are one account now: what you log on either is in one book.\n"
        "What I say without being asked comes where you wrote last. To choose: notices both"
    )
    button = Button(label="Choose", action="notices settings")
    return Answer(lines=lines(text), rows=((button,),))


def _said(about: Mapping[str, Any], living: Collection[uuid.UUID]) -> Answer | Skip:
    what = about["what"]
    if what == emails.CODE:
        return Answer(lines=lines(_CODE))
    if what == "email":
        change = about["change"]
        text = _EMAIL[change].format(address=about["address"])
        return Answer(lines=lines(f"{text}\n{_THEN.get(change, _ANOTHER)}"))
    names = wording.platforms(about["platforms"])
    if what == "parted":
        whose = "This account" if about.get("own") else f"Your account on {names}"
        text = f"{whose} was taken apart from the other just now: it is on its own again."
        return Answer(lines=lines(f"{text}\nTo join them again: link"))
    link_id = uuid.UUID(about["link"])
    if link_id not in living:
        return Skip("taken back")
    joined = f"{names} joined your account"
    if about["same"]:
        joined = f"Another account on {names} joined yours"
    text = f"{joined} just now.\nNot you? You can take that back for a day: unlink"
    button = Button(label="Unlink", action=f"unlink {link_id.hex[-8:]}")
    return Answer(lines=lines(text), rows=((button,),))


async def _living(session: AsyncSession, links: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return those links that were not taken back."""
    if not links:
        return set()
    found = await session.scalars(
        text("""
            SELECT id FROM links WHERE id = ANY(CAST(:p_links AS uuid[])) AND undone_at IS NULL
        """),
        {"p_links": sorted(links)},
    )
    return set(found)


KIND: Final = Kind(name=account_notices.KIND, compose=compose)
