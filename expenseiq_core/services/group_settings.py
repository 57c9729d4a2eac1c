"""What is set for a group: its name, its mode, and how it settles."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.split import Split
from expenseiq_core.services import ledgers
from expenseiq_core.services.chats import Resolved


async def rename(session: AsyncSession, who: Resolved, name: str) -> None:
    """Call the group otherwise."""
    await _set(session, who, "name", name[:80])


async def set_mode(session: AsyncSession, who: Resolved, mode: str) -> None:
    """Split bills (`split`), or share one budget; what is recorded stays as it is."""
    await _set(session, who, "mode", mode)


async def set_simplify(session: AsyncSession, who: Resolved, *, simplify: bool) -> None:
    """Look for the fewest payments, or suggest what each owes each."""
    await _set(session, who, "simplify", simplify)
    # The plan that was shown is of the other kind: the next one begins anew.
    await session.execute(
        text("DELETE FROM plans WHERE ledger_id = :p_ledger AND closed_at IS NULL"),
        {"p_ledger": who.ledger_id},
    )


async def set_confirms(session: AsyncSession, who: Resolved, *, confirms: bool) -> None:
    """Let whoever is paid confirm it, or not."""
    await _set(session, who, "confirms", confirms)


async def set_listens(session: AsyncSession, who: Resolved, *, listens: bool) -> None:
    """Log in this chat what surely is an expense though nobody called us, or do not."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("UPDATE chats SET listens = :p_value WHERE id = :p_chat"),
        {"p_value": listens, "p_chat": who.chat_id},
    )


async def set_default(session: AsyncSession, who: Resolved, default: Split | None) -> None:
    """Set how expenses from now on are split that do not say it; None: equally among all."""
    await ledgers.begin_change(session, who)
    await ledgers.set_default_split(session, who.ledger_id, default)


async def _set(session: AsyncSession, who: Resolved, column: str, value: object) -> None:
    await ledgers.begin_change(session, who)
    await session.execute(
        text(f"UPDATE ledgers SET {column} = :p_value WHERE id = :p_ledger"),
        {"p_value": value, "p_ledger": who.ledger_id},
    )
