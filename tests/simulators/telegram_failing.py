"""Ways for a call to go wrong on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True)
class TooMany:
    """429, to be tried again after so many seconds; nothing was done."""

    retry_after: int = 1


@dataclass(frozen=True)
class ServerError:
    """500 with JSON, or 502 with a proxy's page; nothing was done."""

    code: int = 502


@dataclass(frozen=True)
class Refused:
    """Any other refusal; nothing was done."""

    code: int
    description: str


@dataclass(frozen=True)
class DroppedBefore:
    """The connection breaks and nothing was done."""


@dataclass(frozen=True)
class DroppedAfter:
    """The connection breaks when everything was done: the answer is lost (fact 33)."""


@dataclass(frozen=True)
class Delayed:
    """The answer takes so many seconds; then all is well."""

    seconds: float


Failure = TooMany | ServerError | Refused | DroppedBefore | DroppedAfter | Delayed


@dataclass
class Planned:
    """A failure that will happen to the next `times` calls of a method that fit."""

    method: str
    times: int
    failure: Failure
    when: Callable[[JSON], bool]


class Failures:
    """The failures to come, first planned first."""

    def __init__(self) -> None:
        self.planned: list[Planned] = []

    def plan(self, planned: Planned) -> None:
        self.planned.append(planned)

    def take(self, method: str, params: JSON) -> Failure | None:
        """The failure of this call, if one was planned."""
        for planned in self.planned:
            if planned.times and planned.method == method and planned.when(params):
                planned.times -= 1
                return planned.failure
        return None
