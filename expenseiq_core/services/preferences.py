"""How somebody wants to be told what they did not ask for: when not, of what, and where."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import quiet
from expenseiq_core.services.destinations import TERMINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What somebody chose; what they did not is as for everybody."""

    quiet_from: dt.time = quiet.FROM
    quiet_until: dt.time = quiet.UNTIL
    """Equal: there are no quiet hours."""
    muted_until: dt.datetime | None = None
    off: frozenset[str] = frozenset()
    """Kinds of notices that are not wanted."""
    hear: str | None = None
    """The platform to be told on, or `all`; None: the one used last."""

    @property
    def has_quiet_hours(self) -> bool:
        """Whether there is a time at which nothing is said."""
        return self.quiet_from != self.quiet_until

    def is_muted(self, now: dt.datetime) -> bool:
        """Whether nothing is said at the moment, but news of the account."""
        return self.muted_until is not None and self.muted_until > now


async def of(session: AsyncSession, user_id: uuid.UUID) -> Preferences:
    """Return how somebody wants to be told things."""
    row = (await session.execute(_OF, {"p_user": user_id})).one_or_none()
    if row is None:
        return Preferences()
    return Preferences(
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        muted_until=row.muted_until,
        off=frozenset(row.off),
        hear=row.hear,
    )


async def platforms(session: AsyncSession, user_id: uuid.UUID) -> tuple[str, ...]:
    """Return the platforms on which somebody can be told something alone, by name."""
    found = await session.scalars(_PLATFORMS, {"p_user": user_id, "p_terminal": TERMINAL})
    return tuple(found)


async def set_quiet(
    session: AsyncSession, user_id: uuid.UUID, quiet_from: dt.time, quiet_until: dt.time
) -> None:
    """Set between which hours of their clock nothing is said; equal ones: always."""
    await _change(session, user_id, quiet_from=quiet_from, quiet_until=quiet_until)


async def mute(session: AsyncSession, user_id: uuid.UUID, until: dt.datetime | None) -> None:
    """Say nothing until then; None: speak again."""
    await _change(session, user_id, muted_until=until)
    await session.execute(_RELEASE, {"p_user": user_id})


async def hear(session: AsyncSession, user_id: uuid.UUID, where: str | None) -> None:
    """Say things on a platform, on `all`, or (None) on the one used last."""
    await _change(session, user_id, hear=where)


async def switch(session: AsyncSession, user_id: uuid.UUID, kind: str, *, on: bool) -> None:
    """Say things of a kind, or do not."""
    await session.execute(_SWITCH, {"p_user": user_id, "p_kind": kind, "p_on": on})
    await session.execute(_RELEASE, {"p_user": user_id})


async def _change(session: AsyncSession, user_id: uuid.UUID, **columns: Any) -> None:
    """Set columns of the user's row, and no others: somebody may change those at this moment."""
    names = ", ".join(columns)
    values = ", ".join(f":p_{name}" for name in columns)
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns)
    await session.execute(
        text(f"""
            INSERT INTO preferences (user_id, {names}) VALUES (:p_user, {values})
            ON CONFLICT (user_id) DO UPDATE SET {sets}
        """),
        {"p_user": user_id, **{f"p_{name}": value for name, value in columns.items()}},
    )


_OF: Final = text("""
    SELECT quiet_from, quiet_until, muted_until, off, hear FROM preferences WHERE user_id = :p_user
""")
_PLATFORMS: Final = text("""
    SELECT DISTINCT k.platform FROM chats k JOIN users u ON u.personal_ledger_id = k.ledger_id
     WHERE u.id = :p_user AND k.private AND k.blocked_at IS NULL AND k.platform <> :p_terminal
     ORDER BY k.platform
""")
_SWITCH: Final = text("""
    INSERT INTO preferences (user_id, off)
    VALUES (:p_user, CASE WHEN :p_on THEN '{}' ELSE ARRAY[CAST(:p_kind AS text)] END)
    ON CONFLICT (user_id) DO UPDATE
       SET off = array_remove(preferences.off, CAST(:p_kind AS text)) || excluded.off
""")
_RELEASE: Final = text("""
    UPDATE deliveries SET state = 'pending', claimed_until = NULL
     WHERE user_id = :p_user AND state IN ('pending', 'claimed')
""")
"""What was about to be sent is looked at anew, what is claimed at this moment too: is it wanted?"""
