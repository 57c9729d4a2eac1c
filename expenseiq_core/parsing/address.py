"""E-mail addresses that people type: as mail servers want them, or none.

What is accepted is less than RFC 5321 allows: no quotes, no routes (`%`, `!`), nothing but ASCII
before the @. So no address can end a header or a command, or mean another host.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 254
_LONGEST_LOCAL: Final = 64
_LOCAL: Final = re.compile(r"[A-Za-z0-9_+~=&'-]+(?:\.[A-Za-z0-9_+~=&'-]+)*")
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def address_of(text: str) -> str | None:
    """Return an address with its domain in small ASCII letters (IDNA); None if it is none."""
    local, _, domain = text.rpartition("@")
    if len(text) > LONGEST or len(local) > _LONGEST_LOCAL or _LOCAL.fullmatch(local) is None:
        return None
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdecimal() or not all(map(_LABEL.fullmatch, labels)):
        return None
    address = f"{local}@{host}"
    return address if len(address) <= LONGEST else None


def mailbox(address: str) -> str:
    """Return what several ways of writing one mailbox have in common: case, dots, a `+tag`."""
    local, _, host = address.rpartition("@")
    return f"{local.lower().partition('+')[0].replace('.', '')}@{host}"


def masked(address: str) -> str:
    """Return an address as others may see it: m…@example.org."""
    local, _, host = address.rpartition("@")
    return f"{local[:1]}…@{host}"
