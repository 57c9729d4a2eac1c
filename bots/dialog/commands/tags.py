"""`tags`, `tag work`, `rename tag work to job`, `delete tag work`.

An entry's content never changes: renaming a tag replaces the entries that carry it, in one turn, so
that one undo brings them all back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from bots.dialog import figures, wording
from bots.dialog.checking import MAX_WORD
from bots.dialog.command import Command
from bots.dialog.commands import search
from bots.dialog.filters import Wanted
from bots.dialog.messages import Answer, Button, line
from bots.dialog.restoring import replacement
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.filter import Filter
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.errors import ConflictError, LimitError, NotFoundError, UsageError
from expenseiq_core.services import analytics, searching
from expenseiq_core.services.analytics import NamedTotal

PAGE: Final = 7
AT_ONCE: Final = 200
"""Entries replaced in one turn; the newest first, the rest by saying it again."""

_TRY: Final = "Try: tags, tag work, rename tag work to job, or delete tag work"
_NAME: Final = r"[#\"]?(?P<{}>\w[\w-]*)\"?"
_ONE = re.compile(_NAME.format("name"))
_AFTER = re.compile(r"after (?P<count>\d{1,9}) " + _NAME.format("name"))
_RENAME = re.compile(
    r"(?:rename tag|tag rename) "
    + _NAME.format("old")
    + r" (?:(?:to|into) )?"
    + _NAME.format("new"),
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"(?:(?:delete|remove) tag|tag (?:delete|remove)) " + _NAME.format("old"), re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTags:
    """All tags, behind the last one shown."""

    after: NamedTotal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Another name for a tag; None takes it away."""

    old: str
    new: str | None


def parse(said: Said) -> ListTags | Change | search.Ask | None:
    """Claim the five forms."""
    text = " ".join(said.text.split())
    change = _RENAME.fullmatch(text) or _DELETE.fullmatch(text)
    if change is not None:
        new = change.groupdict().get("new")
        return Change(old=change["old"].lower(), new=new.lower() if new else None)
    rest = said.after("tags")
    if rest is not None:
        return _list(rest, said)
    rest = said.after("tag")
    name = _ONE.fullmatch(rest) if rest else None
    if name is not None and not name["name"].isdecimal():
        tag = name["name"].lower()
        return search.Ask(wanted=Wanted(filter=Filter(tags=(tag,))))
    if said.slash and (rest is not None or _begins_like_one(text)):
        raise UsageError(_TRY)
    return None


def _list(rest: str, said: Said) -> ListTags | None:
    if not rest:
        return ListTags()
    after = _AFTER.fullmatch(rest) if said.slash else None
    if after is not None:
        return ListTags(after=NamedTotal(name=after["name"], count=int(after["count"]), minor=0))
    if said.slash:
        raise UsageError(_TRY)
    return None


def _begins_like_one(text: str) -> bool:
    return text.casefold().startswith(("rename tag", "delete tag", "remove tag"))


async def handle(turn: Turn, ask: ListTags | Change | search.Ask) -> Answer:
    """List, search, rename or delete."""
    if isinstance(ask, search.Ask):
        return await search.handle(turn, ask)
    if isinstance(ask, Change):
        return await _change(turn, ask)
    found = await analytics.tags(turn.session, turn.who, limit=PAGE + 1, after=ask.after)
    if not found:
        text = "That was all." if ask.after else "No tags yet. Try: lunch 12.50 #work"
        return Answer(lines=(line(text),), data={"tags": []})
    shown, last = found[:PAGE], found[:PAGE][-1]
    buttons = (
        (Button(label="More", action=f"tags after {last.count} {last.name}"),)
        if len(found) > PAGE
        else ()
    )
    return Answer(
        lines=tuple(line(named_text(turn, f"#{t.name}", t)) for t in shown),
        rows=(buttons,) if buttons else (),
        data={"tags": [named_data(turn, t) for t in shown]},
    )


def named_text(turn: Turn, name: str, total: NamedTotal) -> str:
    """Return `#work €120.00 in 5 entries`."""
    count = wording.plural(total.count, "entry", "entries")
    return f"{name} {figures.base(turn, total.minor)} in {count}"


def named_data(turn: Turn, total: NamedTotal) -> dict[str, object]:
    """Return a tag or payment method for programs."""
    return {"name": total.name, "count": total.count, "spent": figures.amount(turn, total.minor)}


async def _change(turn: Turn, change: Change) -> Answer:
    if change.new is not None and len(change.new) > MAX_WORD:
        raise LimitError(f"That tag has {len(change.new)} characters; I keep {MAX_WORD}.")
    if change.new == change.old:
        raise ConflictError(f"#{change.old} is its name already.")
    wanted = Filter(tags=(change.old,))
    totals = await searching.totals(turn.session, turn.who, wanted)
    if not totals.count:
        raise NotFoundError(f"No entry has the tag #{change.old}. To see yours: tags")
    old = await searching.newest(turn.session, turn.who.ledger_id, wanted, limit=AT_ONCE)
    left = totals.count - len(old)
    buttons = _buttons(change, old, left)
    await turn.write(
        new=[replacement(_renamed(entry.content, change), [entry]) for entry in old],
        void=old,
        actions=[button.kept for button in buttons],
    )
    count = wording.plural(len(old), "entry", "entries")
    if change.new is None:
        rows = [f"#{change.old} is gone from {count}."]
    else:
        rows = [f"#{change.old} is now #{change.new} on {count}."]
    if left:
        rows.append(f"{wording.plural(left, 'older one', 'older ones')} to go.")
    data = {"changed": len(old), "left": left}
    return Answer(lines=tuple(map(line, rows)), rows=(buttons,), data=data, wrote=True)


def _buttons(change: Change, old: list[Entry], left: int) -> tuple[Button, ...]:
    undo = Button(label="Undo", action="undo " + " ".join(f"#{entry.no}" for entry in old))
    if not left:
        return (undo,)
    again = f"rename tag {change.old} to {change.new}" if change.new else f"delete tag {change.old}"
    return (Button(label="Go on", action=again), undo)


def _renamed(content: Content, change: Change) -> Content:
    """Return the content with the new name in the old one's place, once."""
    named = [change.new if tag == change.old else tag for tag in content.tags]
    return replace(content, tags=tuple(dict.fromkeys(tag for tag in named if tag is not None)))


COMMAND = Command(
    name="tags",
    parse=parse,
    handle=handle,
    summary="your #tags, and what was spent under them",
    usage=(
        "Put tags anywhere: lunch 12.50 #work #team\n"
        "tags: all of them, the most used first\n"
        "tag work: its entries\n"
        "rename tag work to job\n"
        "delete tag work: takes it off its entries"
    ),
    left_may=True,
)
