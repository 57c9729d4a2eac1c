"""The time zone database that this computer has: its release, and which zones are in it."""

from __future__ import annotations

import hashlib
import re
import zoneinfo
from functools import lru_cache
from pathlib import Path
from typing import Final

import tzdata

INSTEAD: Final = "UTC"
"""By this clock goes what names a zone that is not known here."""
_RELEASE: Final = re.compile(r"(?:# version )?(\d{4}[a-z]{1,3})\s*")
_SAMPLE: Final = "Europe/London"


@lru_cache(maxsize=1)
def release() -> str:
    """Return the release of the database in use (2026a), at most 20 characters.

    `zoneinfo` takes the system's, and the package `tzdata` only where there is none.
    """
    system = next((p for p in map(Path, zoneinfo.TZPATH) if (p / _SAMPLE).is_file()), None)
    return tzdata.IANA_VERSION if system is None else release_in(system)


def release_in(folder: Path) -> str:
    """Return the release of the database in a folder; if it does not say, a name for what it is."""
    for name in ("tzdata.zi", "+VERSION", "version"):
        try:
            with (folder / name).open(encoding="utf-8") as file:
                found = _RELEASE.fullmatch(file.readline())
        except (OSError, UnicodeDecodeError):
            continue
        if found is not None:
            return found[1]
    seen = hashlib.sha256()
    for path in sorted(folder.glob("[A-Z]*/*")):
        if path.is_file():
            seen.update(path.read_bytes())
    return f"sha256:{seen.hexdigest()[:12]}"


@lru_cache(maxsize=2048)
def known(timezone: str) -> str:
    """Return the name of a zone if it is known here, else that of the one used instead."""
    try:
        zoneinfo.ZoneInfo(timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return INSTEAD
    return timezone
