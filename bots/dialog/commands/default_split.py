"""`default split me 2 ana 1`, `default except bob`: the split of what does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from bots.dialog import membership, naming, permissions
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.split import HUNDRED, Part, Split
from expenseiq_core.errors import ConflictError, SplitError, UsageError
from expenseiq_core.parsing.tables.words import AND_WORDS, EVERYONE_WORDS
from expenseiq_core.services import group_settings
from expenseiq_core.services.chats import Member

_TRY: Final = "Try: default split me 2 ana 1, default except bob, or: default off"
_OFF: Final = ("off", "all", "equal", "equally", "split all", "split equally")
_TOKEN: Final = re.compile(
    r"x\s*(?P<before>\d{1,4})|(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\s*(?P<kind>%|x)?|[,;&+]|[^\s,;&+]+"
)
MOST_WEIGHT: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who is to share what by default."""

    verb: Literal["show", "split", "except", "off"]
    text: str = ""


def parse(said: Said) -> Ask | None:
    """Claim `default`, `default split …`, `default except …` and `default off`."""
    rest = said.after("default", "default split")
    if rest is None:
        return None
    first, _, text = rest.partition(" ")
    if said.after("default split") is not None:
        first, text = "split", said.after("default split") or ""
    elif first.startswith("@"):
        first, text = "split", rest
    if not rest and first != "split":
        return Ask(verb="show")
    if " ".join(rest.casefold().split()) in _OFF:
        return Ask(verb="off")
    if first == "split" and text:
        return Ask(verb="split", text=text)
    if first.casefold() in ("except", "without") and text:
        return Ask(verb="except", text=text)
    if said.slash:
        raise UsageError(_TRY)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Say or set the default; what is recorded stays as it is."""
    before = turn.who.default_split
    if ask.verb == "show":
        now = (line(text(turn, before)), line(_TRY))
        return Answer(lines=now, data=_data(turn, before))
    permissions.check_may_set(turn)
    wanted: Split | None = None
    if ask.verb == "split":
        wanted = _weighted(turn, ask.text)
    elif ask.verb == "except":
        wanted = _without(turn, ask.text)
    if wanted == before:
        raise ConflictError(f"It is so already. {text(turn, before)}")
    await group_settings.set_default(turn.session, turn.who, wanted)
    rows = [text(turn, wanted), "What is recorded stays as it is."]
    if wanted is not None:
        rows.append("Who comes later is not in it. To share among all again: default off")
    buttons = (Button(label="Off", action="default off"),) if wanted is not None else ()
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(buttons,) if buttons else (),
        data=_data(turn, wanted),
        wrote=True,
    )


def _weighted(turn: Turn, text: str) -> Split:
    """Read members, each with a weight or a percentage."""
    parts: dict[Member, Part] = {}
    name: list[str] = []
    kinds = set()
    for match in _TOKEN.finditer(text):
        number = match["before"] or match["number"]
        if number is None:
            if match[0] not in ",;&+":
                name.append(match[0])
            continue
        member = _one(turn, name)
        if member in parts:
            raise SplitError(f"{member.name} is named twice. {_TRY}")
        parts[member] = _part(member, number, percent=match["kind"] == "%")
        kinds.add("percent" if match["kind"] == "%" else "weights")
        name = []
    if name and not parts:
        return split.equal([member.id for member in _all_named(turn, " ".join(name))])
    if name or len(kinds) != 1:
        raise SplitError(f"Each with a weight, or each with a percentage. {_TRY}")
    chosen = split.split_of("percent" if kinds == {"percent"} else "weights", list(parts.values()))
    total = sum((part.percent or Decimal(0) for part in chosen.parts), Decimal(0))
    if chosen.mode == "percent" and total != HUNDRED:
        raise SplitError(f"That is {total.normalize():f} %, not 100 %. {_TRY}")
    if chosen.mode == "weights" and not any(part.weight for part in chosen.parts):
        raise SplitError(f"Nobody would owe anything. {_TRY}")
    return chosen


def _part(member: Member, number: str, *, percent: bool) -> Part:
    value = Decimal(number.replace(",", "."))
    if percent:
        return Part(member_id=member.id, percent=value)
    if value != int(value) or value > MOST_WEIGHT:
        raise SplitError(f"A weight is a whole number up to {MOST_WEIGHT}. {_TRY}")
    return Part(member_id=member.id, weight=int(value))


def _one(turn: Turn, words: Sequence[str]) -> Member:
    spoken = [word for word in words if word.casefold() not in AND_WORDS]
    if not spoken:
        raise UsageError(f"Whose number is that? {_TRY}")
    member = membership.one(turn, " ".join(spoken))
    if not member.is_active:
        raise ConflictError(f"{member.name} takes no part any more. To see who does: members")
    return member


def _all_named(turn: Turn, text: str) -> list[Member]:
    """Return members named one after the other: `me ana silva bob`, `me, ana and bob`."""
    if text.casefold() in EVERYONE_WORDS:
        return list(turn.who.active)
    words = [w for w in re.split(r"[\s,;&+]+", text) if w and w.casefold() not in AND_WORDS]
    found: list[Member] = []
    while words:
        count = next(
            (
                n
                for n in range(len(words), 0, -1)
                if membership.candidates(turn, " ".join(words[:n]))
            ),
            1,
        )
        found.append(_one(turn, words[:count]))
        words = words[count:]
    return list(dict.fromkeys(found))


def _without(turn: Turn, text: str) -> Split:
    out = _all_named(turn, text)
    rest = [member.id for member in turn.who.active if member not in out]
    if not rest:
        raise SplitError(f"Nobody would be left. {_TRY}")
    return split.equal(rest)


def text(turn: Turn, default: Split | None) -> str:
    """Return how an expense is split that does not say it."""
    if default is None:
        return "By default all share equally."
    parts = []
    for part in default.parts:
        name = naming.you(turn.who, part.member_id)
        if part.percent is not None:
            parts.append(f"{name} {part.percent.normalize():f} %")
        else:
            parts.append(name if part.weight is None else f"{name} ×{part.weight}")
    return f"By default shared by: {', '.join(parts)}"


def _data(turn: Turn, default: Split | None) -> dict[str, object]:
    if default is None:
        return {"default": None}
    named = {turn.who.member(part.member_id).name: part for part in default.parts}
    return {
        "default": {
            "mode": default.mode,
            "parts": {
                name: str(part.percent) if part.percent is not None else part.weight
                for name, part in named.items()
            },
        }
    }


COMMAND = Command(
    name="default",
    parse=parse,
    handle=handle,
    summary="how an expense is split that does not say it",
    usage=(
        "default split me 2 ana 1: by weights\n"
        "default split me 60% ana 40%: by percentages\n"
        "default except bob: equally among the others\n"
        "default off: equally among all"
    ),
    where="group",
)
