"""Installations of the Slack app: who let us in where, and with which token.

An installation is added, never changed but for a refreshed token: of those of a workspace the
newest counts. Tokens are in the database only sealed, and gone once an installation is revoked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models.slack import SlackInstallationRow as Row
from expenseiq_core.db.models.slack import SlackStateRow
from expenseiq_core.sealing import Sealer
from expenseiq_core.services.ids import new_id

STATE_LASTS = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The app in one workspace, or in all of an enterprise (`team_id` None)."""

    id: uuid.UUID = field(default_factory=new_id)
    client_id: str
    enterprise_id: str | None
    team_id: str | None
    user_id: str
    """Who installed it."""
    bot_id: str
    bot_user_id: str
    scopes: tuple[str, ...]
    bot_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: dt.datetime | None = None
    """When the token ends, if tokens are rotated."""
    installed_at: dt.datetime


async def save(session: AsyncSession, installation: Installation, *, sealer: Sealer) -> None:
    """Add an installation; it counts from now on."""
    assert installation.enterprise_id or installation.team_id, "installed nowhere"
    await session.execute(
        insert(Row).values(
            id=installation.id,
            client_id=installation.client_id,
            enterprise_id=installation.enterprise_id or "",
            team_id=installation.team_id or "",
            user_id=installation.user_id,
            secret=_sealed(installation, sealer),
            installed_at=installation.installed_at,
        )
    )


async def find(
    session: AsyncSession,
    *,
    client_id: str,
    enterprise_id: str | None,
    team_id: str | None,
    sealer: Sealer,
) -> Installation | None:
    """Return the newest installation in a workspace, or on the enterprise that it is part of.

    Without a team: of all in the enterprise, which may be the name of a workspace outside of any.
    """
    whole = and_(Row.enterprise_id == enterprise_id, Row.team_id == "")
    if team_id:
        place = or_(Row.team_id == team_id, whole) if enterprise_id else Row.team_id == team_id
    else:
        outside = and_(Row.enterprise_id == "", Row.team_id == enterprise_id)
        place = or_(Row.enterprise_id == enterprise_id, outside)
    return await _newest(
        session,
        select(Row).where(Row.client_id == client_id, Row.revoked_at.is_(None), place),
        sealer,
    )


async def revoke(
    session: AsyncSession,
    *,
    client_id: str,
    enterprise_id: str | None,
    team_id: str | None,
    at: dt.datetime,
) -> None:
    """End the installations of a place that were made until `at`: their tokens are gone.

    What was installed later stays: the news of an end may be delivered late.
    """
    place = (
        Row.team_id == team_id
        if team_id
        else and_(Row.enterprise_id == (enterprise_id or ""), Row.team_id == "")
    )
    ended = update(Row).where(Row.client_id == client_id, place, Row.revoked_at.is_(None))
    await session.execute(ended.where(Row.installed_at <= at).values(revoked_at=at, secret=""))


async def claim(
    session: AsyncSession, installation_id: uuid.UUID, *, sealer: Sealer
) -> Installation | None:
    """Return an installation, locked until the end of the transaction; None: somebody else has it.

    A refresh token works once, so only one process may use it.
    """
    wanted = select(Row).where(Row.id == installation_id, Row.revoked_at.is_(None))
    return await _newest(session, wanted.with_for_update(skip_locked=True), sealer)


async def refresh(session: AsyncSession, installation: Installation, *, sealer: Sealer) -> None:
    """Keep the refreshed token of a claimed installation."""
    changed = update(Row).where(Row.id == installation.id, Row.revoked_at.is_(None))
    await session.execute(changed.values(secret=_sealed(installation, sealer)))


async def issue_state(session: AsyncSession, *, now: dt.datetime) -> str:
    """Return a secret that Slack brings back with the answer to one installing."""
    await session.execute(delete(SlackStateRow).where(SlackStateRow.expires_at <= now))
    state = secrets.token_urlsafe(32)
    await session.execute(
        insert(SlackStateRow).values(state_hash=_hash(state), expires_at=now + STATE_LASTS)
    )
    return state


async def consume_state(session: AsyncSession, state: str, *, now: dt.datetime) -> bool:
    """Whether we gave this state out within 10 minutes; it is so once."""
    used = await session.execute(
        delete(SlackStateRow)
        .where(SlackStateRow.state_hash == _hash(state))
        .returning(SlackStateRow.expires_at)
    )
    expires_at = used.scalar_one_or_none()
    return expires_at is not None and expires_at > now


async def _newest(
    session: AsyncSession, wanted: Select[Row], sealer: Sealer
) -> Installation | None:
    order = wanted.order_by(Row.installed_at.desc(), Row.id.desc()).limit(1)
    row = await session.scalar(order)
    return None if row is None else _opened(row, sealer)


def _sealed(installation: Installation, sealer: Sealer) -> str:
    ends = installation.expires_at
    secret = {
        "bot_token": installation.bot_token,
        "refresh_token": installation.refresh_token,
        "expires_at": ends.isoformat() if ends else None,
        "bot_id": installation.bot_id,
        "bot_user_id": installation.bot_user_id,
        "scopes": installation.scopes,
    }
    return sealer.seal(json.dumps(secret))


def _opened(row: Row, sealer: Sealer) -> Installation:
    secret = json.loads(sealer.unseal(row.secret))
    ends = secret["expires_at"]
    return Installation(
        id=row.id,
        client_id=row.client_id,
        enterprise_id=row.enterprise_id or None,
        team_id=row.team_id or None,
        user_id=row.user_id,
        bot_id=secret["bot_id"],
        bot_user_id=secret["bot_user_id"],
        scopes=tuple(secret["scopes"]),
        bot_token=secret["bot_token"],
        refresh_token=secret["refresh_token"],
        expires_at=dt.datetime.fromisoformat(ends) if ends else None,
        installed_at=row.installed_at,
    )


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
