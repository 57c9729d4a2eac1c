"""What somebody filled into a form, and what it was about: read from outside, so checked.

Of an entry that is changed only what differs counts: what the form showed at first comes back with
it, and somebody may have changed the rest elsewhere since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bots.dialog.commands.form import FIELDS, Field, written
from bots.dialog.messages import Outgoing
from bots.slack.addresses import SlackAddress
from bots.slack.people import Own
from expenseiq_core.services.chats import Place

_DIRECT: Final = re.compile(r"D[A-Z0-9]+")
_TS: Final = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was sent off."""

    no: int | None
    """The entry that it changes; None: a new one."""
    values: Mapping[Field, str]
    channel: str | None = None
    """The direct message in which it was opened, below the message `ts`."""
    ts: str | None = None

    @property
    def text(self) -> str:
        """What it says to the dialog."""
        return written(self.values, no=self.no)

    @property
    def changes_nothing(self) -> bool:
        """Whether it was sent off as it was opened."""
        return self.no is not None and not self.values

    def address(self, place: Place, own: Own) -> SlackAddress:
        """Return where the answer goes: in place of the one it was opened below, or a new one."""
        return SlackAddress(place=place, channel=self.channel, edits=self.ts, token=own.token)


def filled(view: Mapping[str, Any]) -> Filled:
    """Return what was filled in.

    Raises AttributeError, KeyError, TypeError or ValueError for a view that is not shaped as ours.
    """
    kept = json.loads(view.get("private_metadata") or "{}")
    no = kept.get("no")
    if not isinstance(no, int | None):
        raise TypeError("an entry's number")
    elements = {
        block["block_id"]: block["element"] for block in view["blocks"] if "element" in block
    }
    values: dict[Field, str] = {}
    for field in FIELDS:
        if field in elements:
            value = _entered(view["state"]["values"][field][field])
            if value != _initial(elements[field]) if no is not None else value:
                values[field] = value
    channel, ts = str(kept.get("channel")), str(kept.get("ts"))
    if not (_DIRECT.fullmatch(channel) and _TS.fullmatch(ts)):
        return Filled(no=no, values=values)
    return Filled(no=no, values=values, channel=channel, ts=ts)


def wrong(outgoing: Outgoing) -> dict[str, str] | None:
    """Return what is wrong, by the field below which it is told; None if nothing is."""
    error: Any = outgoing.data.get("error")
    if error is None:
        return None
    named = str(error["code"]).removeprefix("form.")
    field = next((field for field in FIELDS if field == named), FIELDS[0])
    return {field: str(error["message"])}


def _entered(state: Mapping[str, Any]) -> str:
    option = state.get("selected_option") or {}
    value = state.get("value") or state.get("selected_date") or option.get("value") or ""
    return str(value).strip()


def _initial(element: Mapping[str, Any]) -> str:
    option = element.get("initial_option") or {}
    value = element.get("initial_value") or element.get("initial_date") or option.get("value")
    return str(value or "").strip()
