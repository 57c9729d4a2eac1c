"""`digest daily 8:00`, `digest weekly monday 9:00`, `digest monthly`, `digest off`, `digest`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

from bots.dialog import permissions
from bots.dialog.command import Command
from bots.dialog.digests import answers, setting
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.digest import EVENING
from expenseiq_core.domain.period import Cadence
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.schedule import Timing, read_timing
from expenseiq_core.services import digest_schedules, schedules
from expenseiq_core.services.digest_readers import Request
from expenseiq_core.services.digests import KIND, digests
from expenseiq_core.services.schedules import Schedule

_TRY: Final = "Try: digest daily 8:00, digest weekly monday 9:00, digest monthly, or digest off"
_WORDS: Final[dict[str, Literal["off", "now", "time"]]] = {
    "off": "off",
    "stop": "off",
    "now": "now",
    "time": "time",
}
_CADENCES: Final[tuple[Cadence, ...]] = ("daily", "weekly", "monthly")
ALWAYS: Final = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for; of which cadence (None: all, or the daily one), and when."""

    what: Literal["show", "set", "off", "now", "time"]
    cadence: Cadence | None = None
    timing: Timing | None = None
    always: bool = False


def parse(said: Said) -> Ask | None:
    """Claim `digest` alone, with `off`, `now` or `time`, or with when it is to come."""
    rest = said.after("digest", "digests")
    if rest is None:
        return None
    words = rest.casefold().split()
    if not words:
        return Ask(what="show")
    verbs = [_WORDS[word] for word in words if word in _WORDS]
    others = [word for word in words if word not in _WORDS]
    if len(verbs) == 1 and (not others or (len(others) == 1 and others[0] in _CADENCES)):
        return Ask(what=verbs[0], cadence=_cadence(others))
    found = None if verbs else _set(words, said)
    if found is None and said.slash:
        raise UsageError(_TRY)
    return found


def _cadence(words: list[str]) -> Cadence | None:
    return next((cadence for cadence in _CADENCES if cadence in words), None)


def _set(words: list[str], said: Said) -> Ask | None:
    """Return what is to be set, if all words say when."""
    always = ALWAYS in words
    words = [word for word in words if word not in (ALWAYS, "on")] if len(words) == 1 else words
    phrase = " ".join(word for word in words if word != ALWAYS)
    if not phrase:
        return Ask(what="set", cadence="daily", always=always)
    timing = read_timing(phrase, said.context)
    if timing is None or timing.rest or timing.every != 1 or timing.until is not None:
        return None
    cadence = timing.cadence or "daily"
    if cadence == "yearly":
        return None
    return Ask(what="set", cadence=cadence, timing=timing, always=always)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show, set, stop or try digests: one's own, or in a group the group's."""
    if ask.what == "now":
        return await _now(turn, ask.cadence or "daily")
    found = await _of(turn)
    if ask.what == "show":
        return setting.overview(turn, found)
    permissions.check_may_set(turn)
    if ask.what == "set":
        return await _put(turn, ask, found)
    if ask.what == "time":
        return setting.hours(turn, ask.cadence or "daily", found)
    return await _off(turn, ask.cadence, found)


async def _of(turn: Turn) -> tuple[Schedule, ...]:
    who = turn.who
    return await schedules.of(
        turn.session,
        kind=KIND,
        user_id=None if who.is_group else who.user_id,
        ledger_id=who.ledger_id if who.is_group else None,
    )


async def _put(turn: Turn, ask: Ask, found: tuple[Schedule, ...]) -> Answer:
    who = turn.who
    assert ask.cadence is not None, "what is set has a cadence"
    before = next((s for s in found if s.rule.cadence == ask.cadence), None)
    wanted = setting.schedule(turn, ask.cadence, ask.timing, before, always=ask.always)
    put = await schedules.put(turn.session, wanted, now=turn.now)
    if not who.is_group:
        await digest_schedules.want(turn.session, who.user_id)
    return await setting.is_set(turn, put)


async def _off(turn: Turn, cadence: Cadence | None, found: tuple[Schedule, ...]) -> Answer:
    stopped = [s for s in found if cadence in (None, s.rule.cadence)]
    if stopped:
        await digest_schedules.stop(turn.session, stopped, now=turn.now)
    if not turn.who.is_group:
        await digest_schedules.decline(turn.session, turn.who.user_id)
    if not stopped:
        name = f"{cadence} digest" if cadence else "digest"
        text = f"No {name} is on. When you want one: digest {cadence or 'daily'}"
        return Answer(lines=(line(text),), data={"digests": []}, wrote=True)
    left = [s for s in found if s not in stopped]
    return setting.is_off(turn, stopped, left)


async def _now(turn: Turn, cadence: Cadence) -> Answer:
    """Say what a digest would say now."""
    who, local = turn.who, turn.local
    request = Request(
        key=turn.id,
        user_id=None if who.is_group else who.user_id,
        ledger_id=who.ledger_id if who.is_group else None,
        cadence=cadence,
        on=turn.today,
        evening=local.time() >= EVENING,
        day=who.month_start,
        locale=who.locale,
        timezone=who.timezone,
    )
    if cadence == "monthly":
        request = replace(request, on=_month_begin(turn), evening=False)
    found = (await digests(turn.session, [request]))[turn.id]
    answer = answers.answer(answers.turn_of(turn.session, found, turn.now), found, always=True)
    assert answer is not None, "nothing is said, too"
    get = Button(label=f"Get it {cadence}", action=f"digest {cadence}", for_all=who.is_group)
    return replace(answer, rows=((get,),))


def _month_begin(turn: Turn) -> dt.date:
    """Return the first day of this month: a monthly digest is about the one that is over."""
    start = turn.today.replace(day=turn.who.month_start)
    return start if start <= turn.today else setting.month_back(start)


COMMAND = Command(
    name="digest",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="what happened, told in the morning",
    usage=(
        "What was spent, what is left and what comes next; on days without entries nothing.\n"
        "digest daily 8:00 · digest weekly monday 9:00 · digest monthly\n"
        "digest daily 8:00 always: a line on days without entries too\n"
        "digest: what is on · digest now: what it would say\n"
        "digest off · digest weekly off\n"
        "In a group it is the group's, in its chat. From 17:00 on it is about the day itself."
    ),
)
