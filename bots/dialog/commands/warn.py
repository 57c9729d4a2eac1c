"""`warn food at 50 90`, `warn food off`, `warn food on`, `warn all at 75`, `warn food`, `warn`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bots.dialog import budgets as shown
from bots.dialog.arguments import category_in, no_category
from bots.dialog.command import Command
from bots.dialog.commands.budget import OVERALL
from bots.dialog.messages import Answer, Button, line
from bots.dialog.percents import percents_in
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.budget import THRESHOLDS, Budget
from expenseiq_core.domain.period import CADENCES, Cadence
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import budgets
from expenseiq_core.services.chats import Category

_TRY: Final = "Try: warn food at 50 90, or: warn food off"
_CADENCES: Final[dict[str, Cadence]] = {cadence: cadence for cadence in CADENCES}
_USUAL: Final = "on"
_EARLY: Final = (50, 90)
_GONE: Final = (100,)
_MOST: Final = 7
"""Budgets in an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which budgets are meant, and where they are to warn."""

    named: bool = False
    """A category or all spending; else every budget is meant."""
    category: Category | None = None
    cadence: Cadence | None = None
    how: str = ""
    """As it was typed: `at 50 90`, `off`, `on`; nothing: to be shown."""
    warns: tuple[int, ...] | None = None
    """What that means; None: the usual percents."""


def parse(said: Said) -> Ask | None:
    """Claim `warn`, a category or `all`, a cadence, and where it is to warn."""
    rest = said.after("warn")
    if rest is None:
        return None
    typed = rest.split()
    cadence = next((_CADENCES[w.casefold()] for w in typed if w.casefold() in _CADENCES), None)
    words = [word for word in typed if word.casefold() not in _CADENCES]
    for cut in range(len(words), -1, -1):
        about = _about(said, " ".join(words[:cut]))
        how = " ".join(words[cut:]).casefold()
        if about is not None and how in ("", "off", _USUAL):
            return replace(about, cadence=cadence, how=how, warns=() if how == "off" else None)
        percents = percents_in(how) if about is not None else None
        if about is not None and percents is not None:
            typed_how = shown.typed_warns(percents)
            return replace(about, cadence=cadence, how=typed_how, warns=percents)
    if said.slash or _names_percents(words):
        raise UsageError(_unfit(said, words))
    return None


def _names_percents(words: Sequence[str]) -> bool:
    """Whether it ends like `banana at 50 90`: it would be an expense."""
    at = next((i for i, word in enumerate(words) if word.casefold() == "at"), None)
    return at is not None and percents_in(" ".join(words[at:])) is not None


def _about(said: Said, name: str) -> Ask | None:
    if not name:
        return Ask()
    if name.casefold() in OVERALL:
        return Ask(named=True)
    category = category_in(said, name)
    return Ask(named=True, category=category) if category else None


def _unfit(said: Said, words: Sequence[str]) -> str:
    name = words[0] if words else ""
    return _TRY if category_in(said, name) else f"{no_category(said, name)}\n{_TRY}"


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show or change at which percents budgets warn."""
    found = _meant(turn, ask)
    if not ask.how:
        return _shown(turn, found)
    if ask.named and len(found) > 1:
        return _which(turn, ask, found)
    wanted = None if ask.warns == THRESHOLDS else ask.warns
    before = [budget for budget in found if budget.warns != wanted]
    if not before:
        raise ConflictError(f"It is so already.\n{_row(turn, found[0])}")
    await budgets.warn_at(turn.session, turn.who, before, wanted)
    return _changed(turn, ask, before, [replace(budget, warns=wanted) for budget in before])


def _meant(turn: Turn, ask: Ask) -> list[Budget]:
    category_id = ask.category.id if ask.category else None
    found = [
        budget
        for budget in turn.who.budgets
        if not ask.named or budget.category_id == category_id
        if ask.cadence in (None, budget.cadence)
    ]
    if found:
        return found
    if not ask.named:
        raise NotFoundError("There is no budget to warn of. Try: budget food 200 monthly")
    name = ask.category.name if ask.category else "all spending"
    typed = ask.category.name.casefold() if ask.category else "all"
    raise NotFoundError(f"There is no budget for {name}. Try: budget {typed} 200 monthly")


def _shown(turn: Turn, found: Sequence[Budget]) -> Answer:
    """Return where budgets warn; of one, with what else it could be."""
    rows = [line(_row(turn, budget)) for budget in found[:_MOST]]
    if len(found) > _MOST:
        rows.append(line(f"… and {len(found) - _MOST} more"))
    if len(found) > 1:
        return Answer(lines=(*rows, line(_TRY)), data=shown.data_of(turn, found))
    offers = [
        Button(label=label, action=_typed(turn, found[0], how))
        for label, how, warns in (
            ("50 % and 90 %", shown.typed_warns(_EARLY), _EARLY),
            ("80 % and 100 %", _USUAL, THRESHOLDS),
            ("Only 100 %", shown.typed_warns(_GONE), _GONE),
            ("Off", "off", ()),
        )
        if warns != found[0].thresholds
    ]
    return Answer(lines=tuple(rows), rows=(tuple(offers),), data=shown.data_of(turn, found))


def _which(turn: Turn, ask: Ask, found: Sequence[Budget]) -> Answer:
    """Ask which budget of a category is meant."""
    rows = [line("Nothing is changed yet: which one?"), *(line(_row(turn, b)) for b in found)]
    buttons = [
        Button(label=shown.limit_text(turn, b), action=_typed(turn, b, ask.how)) for b in found
    ]
    return Answer(lines=tuple(rows), rows=(tuple(buttons),), data=shown.data_of(turn, found))


def _changed(turn: Turn, ask: Ask, before: Sequence[Budget], after: Sequence[Budget]) -> Answer:
    """Return where they warn now, and a way back where one command leads there."""
    rows = [line(_row(turn, budget)) for budget in after[:_MOST]]
    if len(after) > _MOST:
        rows.append(line(f"… and {len(after) - _MOST} more"))
    buttons: list[Button] = []
    if len({budget.warns for budget in before}) == 1:
        old = before[0].warns
        how = _USUAL if old is None else shown.typed_warns(old)
        label = (
            f"Back to {shown.percents_text(before[0].thresholds)}" if old != () else "Back to off"
        )
        action = _typed(turn, before[0], how) if ask.named or len(before) == 1 else f"warn {how}"
        buttons.append(Button(label=label, action=action))
    if len(after) == 1 and () not in (before[0].warns, after[0].warns):
        buttons.append(Button(label="Off", action=_typed(turn, after[0], "off")))
    rows_of_buttons = (tuple(buttons),) if buttons else ()
    data = shown.data_of(turn, after)
    return Answer(lines=tuple(rows), rows=rows_of_buttons, data=data, wrote=True)


def _row(turn: Turn, budget: Budget) -> str:
    """Return `Food €200 a month: warns at 80 % and 100 %`."""
    terms = shown.terms(turn, replace(budget, warns=None, ends=None, rollover=False))
    return f"{terms}: {shown.warns_text(budget.thresholds)}"


def _typed(turn: Turn, budget: Budget, how: str) -> str:
    return f"warn {shown.typed_name(turn, budget)} {budget.cadence} {how}"


COMMAND = Command(
    name="warn",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="at how much of a budget you are told",
    usage=(
        "A budget warns once at 80 % and once when it is gone.\n"
        "warn food at 50 90: at other percents\n"
        "warn food off, warn food on: never, as usual\n"
        "warn all at 75: the budget for all spending\n"
        "warn food weekly at 100: of several budgets, that one\n"
        "warn off, warn on: every budget\n"
        "warn food, warn: as it is"
    ),
)
