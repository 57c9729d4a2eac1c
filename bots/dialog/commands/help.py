"""`help`, `help budget`, `help all`, `start`; and what to say to a command that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bots.dialog.command import Command
from bots.dialog.first import example, greeting, sample
from bots.dialog.messages import Answer, Button, Line, Span, line, lines
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.errors import UsageError

PAGE = 7
_NEAR = 70
_SHORT = (
    "Type what you spent: {example} food\n"
    "Other day: taxi 9 yesterday\n"
    "Income: +2500 salary\n"
    "Look: list · report · left\n"
    "Plan: budget food 200 monthly\n"
    "Wrong? undo, or reply to my answer: {amount}"
)
_SHORT_GROUP = (
    "Type what you spent: {logging}\n"
    "With some: {logging} with @ana @bob\n"
    "Paid back: {paying}\n"
    "Look: {look}\n"
    "Members: {members}\n"
    "Wrong? {undo}, or reply to my answer: {amount}"
)
_LOOK = ("balance", "why", "settle", "report")
_MEMBERS = ("members", "leave", "invite")
_BUTTONS = (
    Button(label="Logging", action="help expense"),
    Button(label="Budgets", action="help budget"),
    Button(label="Groups", action="help groups"),
    Button(label="Settings", action="settings"),
    Button(label="All", action="help all"),
)
_BUTTONS_GROUP = (
    Button(label="Logging", action="help expense"),
    Button(label="Settling", action="help settle"),
    Button(label="The group", action="help groups"),
    Button(label="All", action="help all"),
)
_TOPICS = {
    "add": "expense",
    "e": "expense",
    "log": "expense",
    "logging": "expense",
    "amount": "expense",
    "amounts": "expense",
    "expenses": "expense",
    "income": "expense",
    "category": "categories",
    "rename": "categories",
    "merge": "categories",
    "dates": "expense",
    "months": "month",
    "time zone": "timezone",
    "locale": "language",
    "numbers": "language",
    "forget me": "forget",
    "splitting": "expense",
    "settling": "settle",
    "trip over": "trip",
    "new trip": "trip",
    "leaving": "leave",
    "rejoin": "join",
    "invitation": "invite",
    "mail": "email",
    "e-mail": "email",
    "unsubscribe": "email",
    "notifications": "notices",
    "inbox": "notices",
    "quiet hours": "quiet",
    "night": "quiet",
}
"""What people call a command besides its name, its plural and its singular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What help is asked about."""

    topic: str = ""
    page: int = 1


def parse(said: Said) -> Ask | None:
    """Claim `help`, `help all` and `help` with the name of a command."""
    rest = said.after("help", "?")
    if rest is None:
        return None
    folded = " ".join(rest.casefold().split()).removeprefix("/")
    if folded in ("", "me", "please", "me please"):
        return Ask()
    first, _, page = folded.partition(" ")
    if first == "all" and (not page or page.isdecimal()):
        return Ask(topic="all", page=max(int(page[:3] or 1), 1))
    found = topic(folded)
    if found is None:
        if said.slash or not any(c.isdecimal() for c in folded):
            raise UsageError(f"{_unknown(folded)} To see everything: help all")
        return None
    return Ask(topic=found.name)


def topic(text: str) -> Command | None:
    """Return the command that a word means."""
    known = {command.name: command for command in _commands()}
    for form in (text, _TOPICS.get(text, ""), text.removesuffix("s"), f"{text}s"):
        if form in known:
            return known[form]
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Say how to use one command, or all, or the program."""
    if not ask.topic:
        return _short_in_group(turn) if turn.who.is_group else _short(turn)
    if ask.topic == "all":
        return _all(turn, ask.page)
    command = topic(ask.topic)
    assert command is not None, "parse looked it up"
    more = (Button(label="All commands", action="help all"),)
    data = {"help": {"command": command.name, "usage": command.usage}}
    return Answer(lines=lines(command.usage or command.summary), rows=(more,), data=data)


def _short(turn: Turn) -> Answer:
    currency = turn.who.entry_currency
    text = _SHORT.format(example=example(currency), amount=_amount(currency))
    return Answer(lines=lines(text), rows=(_BUTTONS,))


def _short_in_group(turn: Turn) -> Answer:
    """Say what to type in a group, by the forms that arrive there."""
    typed, amount = turn.incoming.typed, _amount(turn.who.entry_currency)
    text = _SHORT_GROUP.format(
        logging=sample(turn),
        paying=typed("paid", f"@ana {amount}"),
        look=" · ".join(map(typed, _LOOK)),
        members=" · ".join(map(typed, _MEMBERS)),
        undo=typed("undo"),
        amount=amount,
    )
    return Answer(lines=lines(text), rows=(_BUTTONS_GROUP,))


def _amount(currency: str) -> str:
    return "13.50" if exponent(currency) else "1350"


def _all(turn: Turn, page: int) -> Answer:
    elsewhere = "private" if turn.who.is_group else "group"
    commands = [command for command in _commands() if command.where != elsewhere]
    last = -(-len(commands) // PAGE)
    page = min(page, last)
    rows: list[Line] = [
        line(Span(command.name, "bold"), f": {command.summary}")
        for command in commands[(page - 1) * PAGE : page * PAGE]
    ]
    rows.append(line("More on one: help budget"))
    more = Button(label="More", action=f"help all {page + 1}")
    data = {"commands": {command.name: command.summary for command in commands}}
    return Answer(lines=tuple(rows), rows=((more,),) if page < last else (), data=data)


def _commands() -> list[Command]:
    """Return the commands that people can ask for, by name; those without a summary are ours."""
    from bots.dialog.commands import COMMANDS  # noqa: PLC0415 (the list contains this module)

    return sorted((c for c in COMMANDS if c.summary), key=lambda command: command.name)


def parse_start(said: Said) -> bool | None:
    """Claim `start` alone, and with the word that a link to us carries: `/start abc`."""
    rest = said.after("start")
    return True if rest is not None and (not rest or said.slash) else None


async def handle_start(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what parse returned)
    """Greet."""
    return greeting(turn.who.entry_currency)


def parse_unknown(said: Said) -> None:
    """Refuse a slash before a word that is no command: it was meant as one."""
    word = said.text.split(maxsplit=1)[0] if said.text else ""
    if said.slash and word.casefold() not in ("add", "e", "log", "expense", "spend"):
        if any(c.isdecimal() for c in said.text):
            typed = " ".join(said.text.split())[:60]
            raise UsageError(f"{_unknown(word)}\nTo log it, leave out the slash: {typed}")
        raise UsageError(f"{_unknown(word)} To see everything: help")


def _unknown(word: str) -> str:
    names = [command.name for command in _commands()]
    near = process.extractOne(word.casefold(), names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if near is None:
        return f"I know no command “{word[:30]}”."
    return f"I know no command “{word[:30]}”. Did you mean {near[0]}?"


HELP = Command(
    name="help",
    parse=parse,
    handle=handle,
    summary="how to use me",
    usage="help: the shortest · help budget: one command, with examples · help all: every one",
    left_may=True,
)
START = Command(name="start", parse=parse_start, handle=handle_start)
UNKNOWN = Command(name="unknown", parse=parse_unknown, handle=handle_start)
