"""Other ways of saying a command, and small talk: claimed last, and nothing is booked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import OSA

from bots.dialog.command import Command
from bots.dialog.first import example
from bots.dialog.messages import Answer, Button, lines
from bots.dialog.rephrasing import rephrased
from bots.dialog.turn import Said, Turn

_EXAMPLE = "lunch 12.50"
_NOTHING_ASKED = f"Type what you spent: {_EXAMPLE}"
_GREETING = f"Hello. {_NOTHING_ASKED}"
_ANSWERS = {
    _GREETING: "hi hello hey hiya yo hallo hola salut bonjour ciao olá oi привет moin servus"
    "|good morning|good evening|good afternoon|guten morgen|hi there|hello there|👋",
    "You're welcome.": "thanks thx ty danke merci gracias obrigado obrigada спасибо grazie cheers"
    "|thank you|thanks a lot|thank you very much|many thanks|vielen dank|🙏|❤|😘",
    "👍": "ok okay k kk fine great good cool nice perfect super alright right wow lol haha sure"
    "|got it|all right|well done|very good|i see|👍|👌|🙂|😀|😊|😁|🎉|✅",
    f"To answer me, press a button. {_NOTHING_ASKED}": "yes no y n yep yeah nope nah ja nein oui"
    " non si да нет",
    "Nothing is waiting, so nothing is cancelled. To take back your last entry: undo": "cancel stop"
    " abort nevermind|never mind|forget it|stop it",
    "Bye. Everything is kept.": "bye goodbye quit exit ciao tschüss q"
    "|good night|see you|see you later|good bye",
}
_SAID = {
    text: answer
    for answer, texts in reversed(_ANSWERS.items())
    for part, joined in enumerate(texts.split("|"))
    for text in (joined.split() if part == 0 else [joined])
}
_SHORT_WORD = 5
"""In words up to here one slip is forgiven, in longer ones two."""
_LEAST = 4
_LEAST_IN_A_GROUP = 5
"""Letters of a word that may be a command's with a slip: people who talk use the short ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The command that a text is another way of saying, and what it read."""

    command: Command
    parsed: Any


def parse(said: Said) -> Meant | None:
    """Claim a text that a command claims when it is said in its own words."""
    if said.entry_nos:
        return None
    for text in rephrased(said.text):
        found = _claimed(replace(said, text=text, slash=False))
        if found is not None:
            return found
    return None


def _claimed(said: Said) -> Meant | None:
    from bots.dialog.commands import COMMANDS  # noqa: PLC0415 (the list contains this module)

    for command in COMMANDS:
        if command is COMMAND:
            return None
        parsed = command.parse(said)
        if parsed is not None:
            return Meant(command=command, parsed=parsed)
    return None


async def handle(turn: Turn, meant: Meant) -> Answer:
    """Let the command answer, under its own name."""
    turn.command = meant.command.name
    return await meant.command.handle(turn, meant.parsed)


def parse_small_talk(said: Said) -> Answer | None:
    """Claim greetings and thanks."""
    text = " ".join(said.text.casefold().replace("\ufe0f", "").split())
    answer = None if said.slash else _SAID.get(text.rstrip(" !.?,"))
    if answer is None:
        return None
    return Answer(lines=lines(answer.replace(_EXAMPLE, _example(said))))


def parse_slip(said: Said) -> Answer | None:
    """Claim words that are nearly a command's."""
    text = said.text.casefold().rstrip(" !.?,")
    least = _LEAST_IN_A_GROUP if said.who.is_group else _LEAST
    near = None if said.slash or said.entry_nos or len(text) < least else _near(text)
    if near is None:
        return None
    button = Button(label=near[:1].upper() + near[1:], action=near)
    rows = f"Did you mean {near}?"
    if not said.who.is_group:
        rows = f"I see no amount. {rows}\nTo log: {_example(said)}"
    return Answer(lines=lines(rows), rows=((button,),))


def _example(said: Said) -> str:
    return example(said.who.entry_currency)


def _near(text: str) -> str | None:
    """Return the command that a text without digits misspells."""
    if " " in text or not text.isalpha():
        return None
    from bots.dialog.commands import COMMANDS  # noqa: PLC0415 (the list contains this module)

    names = [c.name for c in COMMANDS if c.summary and c.name not in ("expense", "question")]
    most = 1 if len(text) <= _SHORT_WORD else 2
    best = min(names, key=lambda name: OSA.distance(text, name))
    return best if 0 < OSA.distance(text, best) <= most else None


async def say(_turn: Turn, answer: Answer) -> Answer:
    """Answer what was said."""
    return answer


COMMAND = Command(name="otherwise", parse=parse, handle=handle)
SMALL_TALK = Command(name="small talk", parse=parse_small_talk, handle=say, chatty=True)
SLIP = Command(name="slip", parse=parse_slip, handle=say, left_may=True)
