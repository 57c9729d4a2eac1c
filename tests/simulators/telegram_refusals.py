"""What the server refuses, in the real server's words (facts 12 to 15)."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818 - the server refuses; nothing of ours went wrong
    """An answer that is not ok; `fault` if no correct bot would ever have asked for that."""

    def __init__(
        self, code: int, description: str, *, fault: bool = False, **parameters: Any
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.fault = fault
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(why: str) -> Refusal:
    """What the state of the world forbids: a correct bot may run into it."""
    return Refusal(400, f"Bad Request: {why}")


def nonsense(why: str) -> Refusal:
    """What no correct bot asks for: it is also kept in the server's `faults`."""
    return Refusal(400, f"Bad Request: {why}", fault=True)


def forbidden(why: str) -> Refusal:
    return Refusal(403, f"Forbidden: {why}")


def too_many(retry_after: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
