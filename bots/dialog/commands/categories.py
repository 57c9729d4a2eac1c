"""`category add Coffee ☕`, `merge category coffee into food`: where spending belongs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from bots.dialog import category_answers as shown
from bots.dialog import permissions
from bots.dialog.arguments import category_in, category_wanted, no_category
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.categories import DEFAULT_CATEGORIES, OTHER
from expenseiq_core.domain.ledger import CategoryKind
from expenseiq_core.domain.looks import COLOURS, colour_of, is_emoji
from expenseiq_core.domain.period import period_of
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, LimitError, NotFoundError, UsageError
from expenseiq_core.services import categories
from expenseiq_core.services.chats import Category, Resolved

MAX_NAME = 40
MAX_CATEGORIES = 200
MAX_ALIASES = 20

Verb = Literal[
    "list",
    "show",
    "add",
    "rename",
    "emoji",
    "colour",
    "alias",
    "unalias",
    "kind",
    "merge",
    "delete",
]
_TRY = "Try: category add Coffee ☕, rename category food to Groceries, or: categories"
_OF = re.compile(
    r"(?P<a>.+?)\s+(?P<verb>rename|name|emoji|colou?r|alias|kind|merge|delete|remove)"
    r"(?:\s+(?P<b>.*))?",
    re.IGNORECASE,
)
_BETWEEN = {"rename": "to", "merge": "into", "delete": "to"}
_SPELT: dict[str, Verb] = {
    "name": "rename",
    "color": "colour",
    "remove": "delete",
    "new": "add",
    "create": "add",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a text asks about categories."""

    verb: Verb
    category: Category | None = None
    value: str = ""
    page: int = 1

    @property
    def named(self) -> Category:
        """The category that it is about."""
        assert self.category is not None
        return self.category


def parse(said: Said) -> Ask | None:
    """Claim a text about categories; one that names no category of theirs only if unmistakable."""
    rest = said.after("categories")
    if rest is not None:
        return _listed(said, rest)
    for first in ("add", "new", "create", "rename", "merge", "delete", "remove"):
        rest = said.after(f"{first} category")
        if rest is not None:
            return _verb(said, first, rest)
    for first in ("rename", "merge"):
        rest = said.after(first)
        if rest is not None:
            return _bare(said, first, rest)
    rest = said.after("category")
    return _category(said, rest) if rest is not None else None


def _listed(said: Said, rest: str) -> Ask | None:
    match = re.fullmatch(r"(?:page (\d{1,3}))?", rest)
    if match is None:
        if said.slash:
            raise UsageError(_TRY)
        return None
    return Ask(verb="list", page=max(int(match[1] or 1), 1))


def _bare(said: Said, verb: str, rest: str) -> Ask | None:
    """Read `merge coffee into food`: only if what comes first is a category."""
    name = re.split(rf"\s{_BETWEEN[verb]}\s", rest, maxsplit=1, flags=re.IGNORECASE)
    if len(name) != 2 and verb == "rename":
        name = _two_names(said, rest)
    if len(name) != 2 or category_in(said, name[0]) is None:
        return None
    return _verb(said, verb, rest)


def _category(said: Said, rest: str) -> Ask | None:
    if not rest:
        return Ask(verb="list")
    first, _, after = rest.partition(" ")
    if first.casefold() in ("add", "new", "create", "rename", "merge", "delete", "remove"):
        return _verb(said, first.casefold(), after.strip())
    whole = category_in(said, rest)
    if whole is not None:
        return Ask(verb="show", category=whole)
    match = _OF.fullmatch(rest)
    if match is None:
        if said.slash:
            raise NotFoundError(f"{no_category(said, rest)}\n{_TRY}")
        return None
    verb = match["verb"].casefold()
    return _about(said, _SPELT.get(verb, cast("Verb", verb)), match["a"], match["b"] or "")


def _verb(said: Said, typed: str, rest: str) -> Ask:
    """Read what follows `add category`, `rename category`, `merge category` and the like."""
    verb = _SPELT.get(typed, cast("Verb", typed))
    if verb == "add":
        return Ask(verb="add", value=rest)
    parts = re.split(rf"\s{_BETWEEN[verb]}\s", rest, maxsplit=1, flags=re.IGNORECASE)
    if not parts[0]:
        raise UsageError(_TRY)
    if verb == "rename" and len(parts) == 1:
        parts = _two_names(said, rest)
    return _about(said, verb, parts[0], parts[1] if len(parts) > 1 else "")


def _two_names(said: Said, rest: str) -> list[str]:
    """Split `food groceries`, the "to" left out, behind the longest name of a category."""
    words = rest.split()
    if not any(c.isdecimal() for c in rest):
        for count in range(len(words) - 1, 0, -1):
            if category_in(said, " ".join(words[:count])) is not None:
                return [" ".join(words[:count]), " ".join(words[count:])]
    return [rest]


def _about(said: Said, verb: Verb, name: str, value: str) -> Ask:
    category = category_wanted(said, name.strip())
    if verb in ("merge", "delete") and fold(name) not in (category.folded, ""):
        # What cannot be taken back is done to what was named, not to what has it as another word.
        raise ConflictError(
            f"“{name.strip()}” is another word for {category.label}. Say which one."
        )
    value = value.strip()
    if verb == "alias" and value.casefold().endswith(" off"):
        verb, value = "unalias", value[:-4].strip()
    between = _BETWEEN.get(verb)
    if between and value.casefold().startswith(between + " "):
        value = value[len(between) :].strip()
    if not value and verb != "delete":
        typed = category.name.casefold()
        raise UsageError(
            {
                "rename": f"Rename it to what? Try: rename category {typed} to Groceries",
                "emoji": f"Which emoji? Try: category {typed} emoji 🍜",
                "colour": f"Which colour? Try: category {typed} colour blue",
                "kind": f"Try: category {typed} kind saving (or spending, neutral)",
                "merge": f"Into which one? Try: merge category {typed} into food",
            }.get(verb, f"Which word? Try: category {typed} alias essen")
        )
    return Ask(verb=verb, category=category, value=value)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show or change categories."""
    if ask.verb == "list":
        month = period_of(turn.today, "monthly", month_start=turn.who.month_start)
        sums = await categories.sums(turn.session, turn.who, month)
        return shown.overview(turn, sums, page=ask.page)
    if ask.verb == "add":
        return await _add(turn, ask.value)
    if ask.verb in ("merge", "delete"):
        return await _merge(turn, ask)
    if ask.verb == "show":
        month = period_of(turn.today, "monthly", month_start=turn.who.month_start)
        sums = await categories.sums(turn.session, turn.who, month)
        return shown.details(turn, ask.named, sums.get(ask.named.id, categories.Sum()))
    changed = _changed(turn.who, ask)
    if changed == ask.named:
        raise ConflictError(f"It is so already: {shown.look(changed)}")
    await categories.change(turn.session, turn.who, changed)
    return shown.changed(changed, ask.named)


async def _add(turn: Turn, typed: str) -> Answer:
    name, emoji, colour = _name_and_looks(typed)
    name = free_name(turn.who, name)
    if len(turn.who.categories) >= MAX_CATEGORIES:
        raise LimitError(f"You have {MAX_CATEGORIES} categories; I keep no more. Merge some first.")
    count = len(turn.who.categories)
    colour = colour or DEFAULT_CATEGORIES[count % len(DEFAULT_CATEGORIES)].colour
    await categories.add(
        turn.session, turn.who, name=name, emoji=emoji, colour=colour, now=turn.now
    )
    return shown.added(name, emoji, colour)


def _name_and_looks(typed: str) -> tuple[str, str, str]:
    """Split `Coffee ☕ #aa5500`.

    The name of a colour counts only behind an emoji: "Orange" may be a category.
    """
    words, emoji, colour = typed.split(), "", ""
    if len(words) > 1 and (words[-1].startswith("#") or (len(words) > 2 and is_emoji(words[-2]))):
        last = words.pop()
        colour = colour_of(last) or ""
        if not colour:
            raise UsageError(f"“{last}” is no colour. Try: #aa5500 or {_names()}")
    if len(words) > 1 and is_emoji(words[-1]):
        emoji = words.pop()
    elif len(words) > 1 and is_emoji(words[0]):
        emoji = words.pop(0)
    return " ".join(words), emoji, colour


def free_name(who: Resolved, typed: str, *, besides: Category | None = None) -> str:
    """Return a name as it will be kept; raises if it is none, too long, or taken."""
    name = " ".join(unicodedata.normalize("NFC", typed).split()).removeprefix("#")
    if not any(c.isalpha() for c in name) or not name.isprintable():
        raise UsageError("A category needs a name with letters. Try: category add Coffee ☕")
    if len(name) > MAX_NAME:
        raise LimitError(
            f"That name has {len(name):,} characters; I keep {MAX_NAME}. Please shorten it."
        )
    folded = fold(name)
    for category in who.categories:
        if category == besides:
            continue
        if category.folded == folded:
            raise ConflictError(f"There is a category {category.label} already.")
        if folded in category.aliases:
            raise ConflictError(
                f"“{name}” is another word for {category.label}."
                f" To free it: category {category.name.casefold()} alias {folded} off"
            )
    return name


def _changed(who: Resolved, ask: Ask) -> Category:
    """Return the category as it shall be."""
    category, value = ask.named, ask.value
    if ask.verb == "rename":
        name = free_name(who, value, besides=category)
        folded = fold(name)
        aliases = tuple(alias for alias in category.aliases if alias != folded)
        return replace(category, name=name, folded=folded, aliases=aliases)
    if ask.verb == "emoji":
        if value.casefold() in ("off", "none"):
            return replace(category, emoji="")
        if not is_emoji(value):
            raise UsageError(f"“{value[:20]}” is not one emoji. Try: category food emoji 🍜")
        return replace(category, emoji=value)
    if ask.verb == "colour":
        colour = colour_of(value)
        if colour is None:
            raise UsageError(f"“{value[:20]}” is no colour. Try: #aa5500 or {_names()}")
        return replace(category, colour=colour)
    if ask.verb == "kind":
        return replace(category, kind=_kind(value))
    return replace(category, aliases=_aliases(who, ask))


def _kind(value: str) -> CategoryKind:
    folded = fold(value)
    found = next((k for k in get_args(CategoryKind) if k in (folded, folded.rstrip("s"))), None)
    if found is None:
        raise UsageError("A category is for spending, saving or neutral (transfers, cash).")
    return cast("CategoryKind", found)


def _aliases(who: Resolved, ask: Ask) -> tuple[str, ...]:
    own, word = ask.named.aliases, fold(ask.value)
    if ask.verb == "unalias":
        if word not in own:
            raise NotFoundError(f"“{word}” is no other word for {ask.named.label}.")
        return tuple(alias for alias in own if alias != word)
    if word in own or word == ask.named.folded:
        return own
    free_name(who, word)
    if len(own) >= MAX_ALIASES:
        raise LimitError(f"{ask.named.label} has {MAX_ALIASES} other words; I keep no more.")
    return (*own, word)


async def _merge(turn: Turn, ask: Ask) -> Answer:
    permissions.check_may_set(turn)
    source = ask.named
    if source == turn.who.category_named(OTHER):
        raise ConflictError(
            f"{source.label} stays: what nothing says more about goes there."
            f" You may rename it: rename category {source.name.casefold()} to Misc"
        )
    target = _target(turn, ask)
    if target is None:
        known = (await categories.sums(turn.session, turn.who)).get(source.id)
        if known is not None:
            return shown.where_to(turn, source, known)
        target = turn.who.category_named(OTHER)
        assert target is not None, "a ledger always has its Other"
    if target.id == source.id:
        raise ConflictError(f"That is one and the same: {source.label}.")
    merged = await categories.merge(
        turn.session, turn.who, source, target, with_name=ask.verb == "merge", now=turn.now
    )
    return shown.merged(turn, source, target, merged, deleted=ask.verb == "delete")


def _target(turn: Turn, ask: Ask) -> Category | None:
    if not ask.value:
        return None
    target = turn.who.category_named(ask.value)
    if target is None:
        names = ", ".join(c.name for c in turn.who.categories[:3])
        raise NotFoundError(f"There is no category “{ask.value}”. You have: {names}, …")
    return target


def _names() -> str:
    return ", ".join(list(COLOURS)[:4])


COMMAND = Command(
    name="categories",
    parse=parse,
    handle=handle,
    summary="your categories: add, rename, merge, colour, delete",
    usage=(
        "categories: all, with this month's sums\n"
        "category add Coffee ☕ brown\n"
        "rename category food to Groceries\n"
        "merge category coffee into food\n"
        "delete category coffee\n"
        "category food emoji 🍜 · category food colour #ff0000\n"
        "category food alias essen: another word for it\n"
        "category pension kind saving (or neutral): not counted as spent"
    ),
)
