"""`month starts 25`, `language de`, `settings`: how books are kept."""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_skeleton

from bots.dialog import locales, permissions, wording
from bots.dialog.budgets import ordinal
from bots.dialog.command import Command
from bots.dialog.commands.timezone import value_after, zone_now
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import settings

_MONTH_TRY = "Try: month starts 25 (1 to 28, the day your salary comes)"
_LANGUAGE_TRY = "Try: language de, language en_US, or: language french"


def parse_month(said: Said) -> str | None:
    """Claim `month starts` and `month starts 25`."""
    rest = said.after("month starts", "month start", "months start", "month starts on")
    if rest is None:
        return None
    match = re.fullmatch(r"(?:on )?(?:the )?(\d{1,4})(?:st|nd|rd|th)?|", rest, re.IGNORECASE)
    if match is None:
        if said.slash:
            raise UsageError(_MONTH_TRY)
        return None
    return match[1] or ""


async def handle_month(turn: Turn, value: str) -> Answer:
    """Say or set on which day months begin."""
    who = turn.who
    if not value:
        return Answer(lines=(_month_line(turn, who.month_start), line(_MONTH_TRY)))
    day = int(value)
    if not 1 <= day <= 28:
        raise UsageError(f"Every month has days 1 to 28, not always a {day}. Try: month starts 28")
    if day == who.month_start:
        raise ConflictError(f"They do already. {_month_text(turn, day)}")
    permissions.check_may_set(turn)
    await settings.start_months(turn.session, who, day, today=turn.today)
    rows: list[Line] = [_month_line(turn, day)]
    if who.budgets:
        rows.append(line("Your budgets count in these months now."))
    back = Button(
        label=f"Back to the {ordinal(who.month_start)}",
        action=f"month starts {who.month_start}",
    )
    return Answer(lines=tuple(rows), rows=((back,),), data={"month_start": day}, wrote=True)


def _month_line(turn: Turn, day: int) -> Line:
    return line(_month_text(turn, day))


def _month_text(turn: Turn, day: int) -> str:
    current = period_of(turn.today, "monthly", month_start=day)
    return f"Months start on the {ordinal(day)}: this one is {_range(turn, current).rstrip('.')}."


def _range(turn: Turn, period: Period) -> str:
    last = period.end - dt.timedelta(days=1)
    first, until = (
        format_skeleton("MMMd", day, locale=locales.parsed(turn.who.locale))
        for day in (period.start, last)
    )
    return f"{first} to {until}"


def parse_language(said: Said) -> str | None:
    """Claim `language` and `language de`; with digits only what is a locale."""
    rest = said.after("language", "locale")
    return value_after(said, rest, locales.find, _LANGUAGE_TRY)


async def handle_language(turn: Turn, value: str) -> Answer:
    """Say or set how numbers and dates are written."""
    who = turn.who
    if not value:
        rows = (line(language_text(turn, who.locale)), line(_LANGUAGE_TRY))
        return Answer(lines=rows, data={"locale": who.locale})
    locale = locales.find(value)
    if locale is None:
        raise NotFoundError(f"I know no language “{value[:40]}”. {_LANGUAGE_TRY}")
    if locale == who.locale:
        raise ConflictError(f"It is so already. {language_text(turn, locale)}")
    await settings.set_locale(turn.session, who, locale)
    rows = (line(language_text(turn, locale)), line("I answer in English for now."))
    back = Button(label=f"Back to {locales.name(who.locale)}", action=f"language {who.locale}")
    return Answer(lines=rows, rows=((back,),), data={"locale": locale}, wrote=True)


def language_text(turn: Turn, locale: str) -> str:
    """Return `Numbers and dates as in German: 1.234,50 €, Mi 18. Nov`."""
    sample = wording.money(Money.of(locales.SAMPLE, turn.who.currency), locale)
    day = wording.day(turn.today, locale, today=turn.today)
    return f"Numbers and dates as in {locales.name(locale)}: {sample}, {day}"


def parse_settings(said: Said) -> str | None:
    """Claim `settings` alone."""
    rest = said.after("settings", "setting")
    return "" if rest is not None and (not rest or said.slash) else None


async def handle_settings(turn: Turn, _: str) -> Answer:
    """Say everything that is set, and how it is changed."""
    who = turn.who
    typed = f"Amounts typed without a currency: {who.entry_currency} (use {_other(who.currency)})"
    rows = (
        f"Reports and budgets: {who.currency} (currency {_other(who.currency)})",
        typed,
        _month_text(turn, who.month_start),
        zone_now(turn),
        language_text(turn, who.locale),
        f"Answers to entries: {'a 👍 (answers full)' if who.brief else 'full (answers short)'}",
        "Change: month starts 25 · timezone berlin · language de",
    )
    buttons = (
        Button(label="Categories", action="categories"),
        Button(label="Budgets", action="budgets"),
        Button(label="Notices", action="notices settings"),
        Button(label="What is kept", action="privacy"),
    )
    data = {
        "currency": who.currency,
        "entry_currency": who.entry_currency,
        "month_start": who.month_start,
        "timezone": who.timezone,
        "locale": who.locale,
        "brief": who.brief,
    }
    return Answer(lines=tuple(map(line, rows)), rows=(buttons,), data=data)


def _other(currency: str) -> str:
    return "usd" if currency != "USD" else "eur"


MONTH = Command(
    name="month",
    parse=parse_month,
    handle=handle_month,
    summary="the day on which your months start",
    usage=(
        "Reports and budgets count months from this day.\n"
        "month starts: what it is\n"
        "month starts 25: from the 25th to the 24th\n"
        "month starts 1: as in the calendar"
    ),
)
LANGUAGE = Command(
    name="language",
    parse=parse_language,
    handle=handle_language,
    summary="how numbers and dates are written",
    usage=(
        "Numbers and dates are read and written as in your language.\n"
        "language: what it is\n"
        "language de · language en_US · language french\n"
        "What you type is understood in English and your language; I answer in English for now."
    ),
    where="private",
)
SETTINGS = Command(
    name="settings",
    parse=parse_settings,
    handle=handle_settings,
    summary="everything that is set, and how to change it",
    usage="settings: currency, month, time zone, language, answers, each with its command.",
)
