"""`count "boat trips" as fun`: where a group's category counts among one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import homes
from bots.dialog.arguments import category_in, no_category
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import own_categories, own_queries
from expenseiq_core.services.chats import Category

_TRY = 'Try: count "boat trips" as fun'
_FORM = re.compile(r"[\"“„«]?(?P<name>[^\"“”„«»]+?)[\"”“»]? as(?: (?P<own>.+))?", re.IGNORECASE)
_PAGE = re.compile(r"after (\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The group's category, and one's own; None: those to choose from, from a position on."""

    name: str
    category: Category | None
    begin: int = 0


def parse(said: Said) -> Ask | None:
    """Claim `count NAME as CATEGORY`."""
    rest = said.after("count")
    if rest is None:
        return None
    match = _FORM.fullmatch(rest)
    if match is None:
        if said.slash:
            raise UsageError(_TRY)
        return None
    own = match["own"] or ""
    page = _PAGE.fullmatch(own)
    if page is not None or not own:
        begin = int(page[1]) if page else 0
        return Ask(name=match["name"], category=None, begin=begin) if said.slash else None
    category = category_in(said, own)
    if category is None:
        if said.slash:
            raise NotFoundError(f"{no_category(said, own)}\n{_TRY}")
        return None
    return Ask(name=match["name"], category=category)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Remember the choice, or show what there is to choose from."""
    name = await own_categories.known_as(turn.session, turn.who, ask.name)
    if name is None:
        raise NotFoundError(f"None of your groups has a category “{ask.name}”.\n{_TRY}")
    named = turn.who.category(own_queries.names(turn.who).get(fold(name)))
    if named is not None:
        raise ConflictError(f"{name} counts as your {named.name}: they have the same name.")
    if ask.category is None:
        text = f"Where does “{name}” belong?"
        return Answer(lines=(line(text),), rows=homes.page(turn, name, begin=ask.begin))
    await own_categories.choose(turn.session, turn.who, name, ask.category.id)
    text = f"“{name}” in your groups counts as {ask.category.label}."
    change = Button(label="Change", action=f'count "{name}" as after 0')
    return Answer(
        lines=(line(text),),
        rows=((Button(label="Report", action="report"), change),),
        data={"name": name, "category": ask.category.name},
        wrote=True,
    )


COMMAND = Command(
    name="count",
    parse=parse,
    handle=handle,
    where="private",
    summary="where a group's category counts among yours",
    usage=(
        "What you owe in groups counts in your reports and budgets, in your category of the same"
        " name.\n"
        'count "boat trips" as fun: for one that you have none for'
    ),
)
