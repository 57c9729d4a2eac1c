"""Secrets at rest: texts that only the holder of `EXPENSEIQ_SECRET_KEY` can read (Fernet).

Several keys, separated by commas, let a key be changed: the first one seals, all of them open.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from expenseiq_core.errors import SettingsError

_HOW = (
    "Make one with: .venv/bin/python -c"
    ' "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)


class UnsealError(Exception):
    """A sealed text was changed, or was sealed with a key that is not given any more."""


class Sealer:
    """Seals and opens texts; its keys are shown nowhere."""

    def __init__(self, keys: str | None) -> None:
        """Take keys separated by commas; SettingsError if there is none, or one is malformed."""
        self._fernet = MultiFernet([Fernet(key) for key in _given(keys)])

    def seal(self, text: str) -> str:
        """Return the text, unreadable."""
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, sealed: str) -> str:
        """Return the text that was sealed, or raise UnsealError."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise UnsealError("sealed with another key, or changed since") from None


def derived(keys: str | None, *, purpose: str) -> tuple[bytes, ...]:
    """Return a key of 32 bytes for another purpose, made of each one given (HKDF).

    Raises SettingsError as `Sealer` does. None of them tells anything of the others.
    """
    return tuple(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(
            base64.urlsafe_b64decode(key)
        )
        for key in _given(keys)
    )


def _given(keys: str | None) -> list[str]:
    """Return the keys of the setting, each of which is one; SettingsError else."""
    given = [key.strip() for key in (keys or "").split(",") if key.strip()]
    if not given:
        raise SettingsError(f"EXPENSEIQ_SECRET_KEY is missing. {_HOW}")
    try:
        for key in given:
            Fernet(key)
    except ValueError:
        raise SettingsError(f"EXPENSEIQ_SECRET_KEY is no key. {_HOW}") from None
    return given
