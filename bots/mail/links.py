"""Links that stop mail: signed, for one user, kind and address, and good for nothing else.

A JWT as RFC 8725 wants it: one algorithm, a key of its own, its type, audience, purpose and expiry
checked. The address is in it as a hash: whoever has another one since is not touched.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt

from expenseiq_core import sealing
from expenseiq_core.services import emails

PATH: Final = "/mail/unsubscribe/"
LASTS: Final = dt.timedelta(days=90)
_ALGORITHM: Final = "HS256"
_TYPE: Final = "unsubscribe+jwt"
_PURPOSE: Final = "unsubscribe"
_CLAIMS: Final = ("aud", "exp", "iat", "kind", "purpose", "sub", "to")
_LONGEST: Final = 1000


class WrongLinkError(Exception):
    """A link that is none of ours, or was changed."""


class OldLinkError(Exception):
    """A link of ours that is too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What a link stops."""

    user_id: uuid.UUID
    kind: str
    address_hash: str


class Links:
    """Makes and reads links of one server."""

    def __init__(self, web_url: str, secret_keys: str) -> None:
        """Take where the world reaches us; SettingsError if the keys are none."""
        self._url = web_url.rstrip("/")
        self._keys = sealing.derived(secret_keys, purpose="links that stop mail")

    def link(self, *, user_id: uuid.UUID, kind: str, address: str, now: dt.datetime) -> str:
        """Return the link that stops mail of a kind to an address."""
        claims = {
            "aud": self._url,
            "exp": int((now + LASTS).timestamp()),
            "iat": int(now.timestamp()),
            "kind": kind,
            "purpose": _PURPOSE,
            "sub": str(user_id),
            "to": emails.hashed(address),
        }
        token = jwt.encode(claims, self._keys[0], algorithm=_ALGORITHM, headers={"typ": _TYPE})
        return f"{self._url}{PATH}{token}"

    def read(self, token: str, *, now: dt.datetime) -> Stop:
        """Return what a link's token stops; raises WrongLinkError or OldLinkError."""
        claims = self._verified(token)
        try:
            expires, user_id = int(claims["exp"]), uuid.UUID(claims["sub"])
            stop = Stop(user_id=user_id, kind=str(claims["kind"]), address_hash=str(claims["to"]))
        except (ValueError, TypeError, AttributeError, OverflowError):
            raise WrongLinkError from None
        if claims["purpose"] != _PURPOSE:
            raise WrongLinkError
        if expires <= now.timestamp():
            raise OldLinkError
        return stop

    def _verified(self, token: str) -> Mapping[str, Any]:
        """Return the claims that one of our keys has signed."""
        if len(token) > _LONGEST:
            raise WrongLinkError
        for key in self._keys:
            try:
                read = jwt.decode_complete(
                    token,
                    key,
                    algorithms=[_ALGORITHM],
                    audience=self._url,
                    # Whether it is too old is asked of the clock that everything else is.
                    options={
                        "require": list(_CLAIMS),
                        "strict_aud": True,
                        "verify_exp": False,
                        "verify_iat": False,
                    },
                )
            except jwt.InvalidSignatureError:
                continue
            except jwt.InvalidTokenError:
                break
            if read["header"].get("typ") != _TYPE:
                break
            claims: dict[str, Any] = read["payload"]
            return claims
        raise WrongLinkError
