"""Time zones as people name them: `Europe/Berlin`, `berlin`, `new york`, `UTC+2`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from babel.core import get_global
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

_CHIEF: Final = (
    "America/Argentina/Buenos_Aires America/Asuncion America/Guayaquil America/Mexico_City"
    " America/New_York America/Nuuk America/Santiago America/Sao_Paulo America/Toronto"
    " Africa/Kinshasa Asia/Almaty Asia/Jakarta Asia/Kuala_Lumpur Asia/Nicosia Asia/Shanghai"
    " Asia/Tashkent Asia/Ulaanbaatar Asia/Gaza Asia/Ho_Chi_Minh Australia/Sydney Europe/Berlin"
    " Europe/Kyiv Europe/Lisbon Europe/London Europe/Madrid Europe/Moscow Pacific/Auckland"
    " Pacific/Chuuk Pacific/Majuro Pacific/Port_Moresby Pacific/Tahiti Pacific/Tarawa"
).split()
"""In countries with several zones the one in which most people live."""
_SPOKEN_IN: Final = {
    "en": "Europe/London America/New_York America/Chicago America/Los_Angeles Asia/Kolkata"
    " Australia/Sydney",
    "es": "Europe/Madrid America/Mexico_City America/Bogota America/Lima America/Santiago"
    " America/Argentina/Buenos_Aires",
    "pt": "America/Sao_Paulo America/Manaus Europe/Lisbon Africa/Luanda Africa/Maputo",
    "fr": "Europe/Paris America/Montreal Africa/Abidjan Africa/Kinshasa Africa/Algiers",
    "ar": "Africa/Cairo Asia/Riyadh Asia/Dubai Asia/Baghdad Africa/Algiers Africa/Casablanca",
    "ru": "Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok Asia/Almaty"
    " Europe/Minsk",
    "zh": "Asia/Shanghai Asia/Taipei Asia/Hong_Kong Asia/Singapore",
    "id": "Asia/Jakarta Asia/Makassar Asia/Jayapura",
}
"""Zones to choose from, where a language is spoken in several."""

_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_SURE = 88
_LIKELY = 70


@lru_cache(maxsize=1)
def every() -> frozenset[str]:
    """Return the names of all zones that this computer knows."""
    return frozenset(available_timezones())


def named(name: str | None) -> str | None:
    """Return what a platform tells as somebody's zone, if this computer knows it."""
    return name if name in every() else None


@lru_cache(maxsize=256)
def of_country(country: str | None) -> str | None:
    """Return the zone of a country, or the one in which most of its people live."""
    names = [n for n in get_global("territory_zones").get(country or "", ()) if n in every()]
    chief = next((name for name in names if name in _CHIEF), None)
    return chief or (names[0] if len(names) == 1 else None)


def likely(locale: str, guess: str) -> tuple[str, ...]:
    """Return up to six zones to choose from, the guessed one first."""
    spoken = _SPOKEN_IN.get(locale.partition("_")[0], "").split()
    guessed = [guess] if guess != "UTC" else []
    return tuple(dict.fromkeys([*guessed, *spoken]))[:6]


def city(zone: str) -> str:
    """Return the city that a zone is named after: New York; of others the name (UTC+2)."""
    area, _, name = zone.rpartition("/")
    return name.replace("_", " ") if area.partition("/")[0] in _AREAS else shown(zone)


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
    return {fold(zone.replace("_", " ")): zone for zone in sorted(every())}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for zone, more in _MORE_CITIES.items():
        found.update({fold(city.replace("_", " ")): zone for city in more.split()})
    for zone in sorted(every()):
        if zone.partition("/")[0] in _AREAS:
            found[fold(zone.rpartition("/")[2].replace("_", " "))] = zone
    return found
