"""Time zones as people name them: `Europe/Berlin`, `berlin`, `new york`, `UTC+2`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from expenseiq_core.domain.words import fold

_AREAS: Final = frozenset(
    "Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split()
)
_MORE_CITIES: Final = {
    "Europe/Berlin": "hamburg munich münchen cologne köln frankfurt stuttgart leipzig germany",
    "Europe/Vienna": "wien graz salzburg austria",
    "Europe/Zurich": "zürich geneva genf genève basel bern",
    "Europe/Rome": "roma milan milano naples napoli turin torino florence",
    "Europe/Madrid": "barcelona valencia seville sevilla bilbao",
    "Europe/Paris": "lyon marseille toulouse nice bordeaux lille nantes",
    "Europe/Lisbon": "lisboa porto",
    "Europe/London": "manchester birmingham edinburgh glasgow leeds bristol cardiff liverpool",
    "Europe/Warsaw": "warszawa krakow wroclaw gdansk poznan",
    "Europe/Prague": "praha brno",
    "Europe/Moscow": "moskau москва petersburg",
    "Europe/Kyiv": "kiev київ lviv odesa kharkiv",
    "America/New_York": "boston miami washington philadelphia atlanta nyc",
    "America/Chicago": "houston dallas austin",
    "America/Los_Angeles": "san_francisco seattle portland san_diego las_vegas",
    "America/Toronto": "ottawa montreal",
    "America/Sao_Paulo": "rio_de_janeiro brasilia rio",
    "Asia/Kolkata": "mumbai delhi new_delhi bangalore bengaluru chennai hyderabad pune india",
    "Asia/Shanghai": "beijing shenzhen guangzhou",
    "Asia/Tokyo": "osaka kyoto",
    "Asia/Ho_Chi_Minh": "hanoi da_nang",
    "Australia/Sydney": "canberra",
}
"""Cities that the database has under another one's name."""

_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_SURE = 88
_LIKELY = 70


@lru_cache(maxsize=1024)
def find(text: str) -> tuple[str, ...]:
    """Return the zone that a text names, or up to three that it may mean."""
    folded = fold(text.replace("_", " "))
    exact = _zones().get(folded) or _cities().get(folded) or _by_offset(text.strip())
    if exact:
        return (exact,)
    near = process.extract(
        folded, _cities().keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=3
    )
    found = list(dict.fromkeys(_cities()[city] for city, _, _ in near))
    if near and near[0][1] >= _SURE:
        return (found[0],)
    return tuple(found)


def shown(zone: str) -> str:
    """Return a zone as people read it: those by offset as UTC+2."""
    offset = zone.removeprefix("Etc/GMT")
    if offset == zone or not offset:
        return zone
    return "UTC" + offset.translate(str.maketrans("+-", "-+"))


def _by_offset(text: str) -> str | None:
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[2]) > 12:
        return None
    hours = int(match[2])
    # POSIX counts the other way round: Etc/GMT-2 is two hours before Greenwich's clock.
    sign = "-" if match[1] == "+" else "+"
    return f"Etc/GMT{sign}{hours}" if hours else "UTC"


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {fold(zone.replace("_", " ")): zone for zone in sorted(available_timezones())}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for zone, more in _MORE_CITIES.items():
        found.update({fold(city.replace("_", " ")): zone for city in more.split()})
    for zone in sorted(available_timezones()):
        if zone.partition("/")[0] in _AREAS:
            found[fold(zone.rpartition("/")[2].replace("_", " "))] = zone
    return found
