"""What can be changed of a recurring entry, and is kept before each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import recurring_template
from expenseiq_core.services.recurring_template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What can be changed of a recurring entry, and put back."""

    template: Template
    rule: Recurrence
    paused: bool = False
    stopped: bool = False


def to_plain(state: State) -> dict[str, Any]:
    """Return a state as JSON knows it; `from_plain` makes it anew."""
    rule = state.rule
    return {
        "template": recurring_template.to_plain(state.template),
        "rule": {
            "cadence": rule.cadence,
            "every": rule.every,
            "day": rule.day,
            "weekday": rule.weekday,
            "month": rule.month,
            "starts": rule.starts.isoformat(),
            "until": rule.until and rule.until.isoformat(),
        },
        "paused": state.paused,
        "stopped": state.stopped,
    }


def from_plain(plain: Mapping[str, Any]) -> State:
    """Make the state that `to_plain` wrote down."""
    rule = plain["rule"]
    until = rule["until"]
    return State(
        template=recurring_template.from_plain(plain["template"]),
        rule=Recurrence(
            cadence=rule["cadence"],
            every=rule["every"],
            day=rule["day"],
            weekday=rule["weekday"],
            month=rule["month"],
            starts=dt.date.fromisoformat(rule["starts"]),
            until=until and dt.date.fromisoformat(until),
        ),
        paused=plain["paused"],
        stopped=plain["stopped"],
    )
