"""What the command line gives, checked: each wrong value is one sentence with one that works."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import locale as c_locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.numbers import get_territory_currencies

from expenseiq_core.domain.currencies import CODES
from expenseiq_core.errors import SettingsError
from expenseiq_core.parsing.reading import DateOrder


def moment(text: str) -> dt.datetime:
    """Read `--at`: a local date and time, or one with an offset."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"--at {text} is no date and time. Try: --at 2026-11-18T12:00"
        ) from None


def timezone(name: str) -> str:
    """Check `--timezone`: a name of the time zone database."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise SettingsError(
            f"--timezone {name} is no time zone. Try: --timezone Europe/Lisbon"
        ) from None
    return name


def currency(code: str) -> str:
    """Check `--currency`: an ISO 4217 code."""
    if code.upper() not in CODES:
        raise SettingsError(f"--currency {code} is no currency. Try: --currency EUR")
    return code.upper()


def locale(name: str) -> str:
    """Check `--locale`: a language, perhaps with a territory."""
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        raise SettingsError(
            f"--locale {name} is no language and country. Try: --locale en_GB"
        ) from None


def date_order(name: str) -> DateOrder:
    """Check `--date-order`."""
    for known in get_args(DateOrder):
        if name.upper() == known:
            return known  # type: ignore[no-any-return]
    raise SettingsError(f"--date-order {name} is none of DMY, MDY and YMD.")


def own_name() -> str:
    """Return the name of who is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"


def own_locale() -> str | None:
    """Return the environment's locale; None if it says nothing (C, POSIX)."""
    for variable in ("LC_ALL", "LC_MONETARY", "LANG"):
        said = os.environ.get(variable, "")
        if said.partition(".")[0] in {"C", "POSIX"}:
            return None
        if said:
            name = c_locale.normalize(said).partition(".")[0].partition("@")[0]
            try:
                return str(Locale.parse(name))
            except (ValueError, UnknownLocaleError):
                return None
    return None


def own_timezone() -> str | None:
    """Return the computer's time zone; None if it cannot be found out."""
    linked = Path("/etc/localtime")
    candidates = [os.environ.get("TZ", "").removeprefix(":")]
    if linked.is_symlink():
        candidates.append(str(linked.readlink()).rpartition("zoneinfo/")[2])
    for name in filter(None, candidates):
        with contextlib.suppress(KeyError, ValueError, OSError):
            return ZoneInfo(name).key
    return None


def currency_of(name: str | None) -> str | None:
    """Return the currency of a locale's country; None if it names no country."""
    territory = Locale.parse(name).territory if name else None
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found and found[0] in CODES else None


def speaker(name: str | None) -> str:
    """Check `--as`; who is logged in speaks where nobody is named."""
    if name is None:
        return own_name()
    if not name.strip() or len(name) > 64:
        raise SettingsError("--as wants a name of 1 to 64 characters. Try: --as ana")
    return name.strip()


def group(name: str | None) -> str | None:
    """Check `--in`: the name of a group."""
    if name is not None and not 0 < len(name.strip()) <= 80:
        raise SettingsError("--in wants a name of 1 to 80 characters. Try: --in Lisbon")
    return name and " ".join(name.split())


def clock(at: str | None, zone: str | None) -> Callable[[], dt.datetime]:
    """Return what tells the time: the computer, or `--at` (in the speaker's zone) for ever."""
    if at is None:
        return lambda: dt.datetime.now(dt.UTC)
    fixed = moment(at)
    if fixed.tzinfo is None:
        fixed = fixed.replace(tzinfo=ZoneInfo(zone or "UTC"))
    instant = fixed.astimezone(dt.UTC)
    return lambda: instant
