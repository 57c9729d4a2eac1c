"""Installations: the newest counts, an end leaves nothing usable, tokens are never in clear."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from expenseiq_core.errors import SettingsError
from expenseiq_core.sealing import Sealer, UnsealError
from expenseiq_core.services import installations
from expenseiq_core.services.installations import Installation

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
KEY = Fernet.generate_key().decode()
SEALER = Sealer(KEY)


def installed(token: str, **more) -> Installation:
    given = {
        "client_id": "1.2",
        "enterprise_id": None,
        "team_id": "T1",
        "user_id": "U1",
        "bot_id": "B1",
        "bot_user_id": "UB1",
        "scopes": ("chat:write", "commands"),
        "bot_token": token,
        "installed_at": NOW,
    }
    return Installation(**(given | more))


@pytest.fixture
def save(sessions):
    async def saved(*given):
        async with sessions.begin() as session:
            for one in given:
                await installations.save(session, one, sealer=SEALER)

    return saved


@pytest.fixture
def find(sessions):
    async def found(enterprise_id=None, team_id=None, sealer=SEALER, client_id="1.2"):
        async with sessions.begin() as session:
            return await installations.find(
                session,
                client_id=client_id,
                enterprise_id=enterprise_id,
                team_id=team_id,
                sealer=sealer,
            )

    return found


@pytest.fixture
def revoke(sessions):
    async def revoked(enterprise_id=None, team_id=None, at=NOW):
        async with sessions.begin() as session:
            await installations.revoke(
                session, client_id="1.2", enterprise_id=enterprise_id, team_id=team_id, at=at
            )

    return revoked


async def test_what_was_saved_is_found_again(save, find):
    one = installed("xoxb-1", refresh_token="xoxe-1", expires_at=NOW + dt.timedelta(hours=12))
    await save(one)
    assert await find(team_id="T1") == one


async def test_of_several_installations_the_newest_counts(save, find):
    await save(
        installed("xoxb-new", installed_at=NOW + dt.timedelta(days=1)), installed("xoxb-old")
    )
    assert (await find(team_id="T1")).bot_token == "xoxb-new"


async def test_an_installation_is_of_its_workspace_and_its_app(save, find):
    await save(installed("xoxb-1"))
    assert await find(team_id="T2") is None
    assert await find(enterprise_id="E1") is None
    assert await find(team_id="T1", client_id="9.9") is None
    assert await find() is None


async def test_what_is_on_an_enterprise_is_in_each_of_its_workspaces(save, find):
    await save(installed("xoxb-org", enterprise_id="E1", team_id=None))
    for place in ({"team_id": "T7"}, {"team_id": None}):
        assert (await find(enterprise_id="E1", **place)).bot_token == "xoxb-org"
    assert await find(enterprise_id="E2", team_id="T7") is None
    assert await find(team_id="T7") is None


async def test_workspaces_of_an_enterprise_have_their_own_tokens(save, find):
    later = NOW + dt.timedelta(hours=1)
    await save(
        installed("xoxb-1", enterprise_id="E1", team_id="T1"),
        installed("xoxb-2", enterprise_id="E1", team_id="T2", installed_at=later),
    )
    assert (await find(enterprise_id="E1", team_id="T1")).bot_token == "xoxb-1"
    assert (await find(enterprise_id="E1", team_id="T2")).bot_token == "xoxb-2"
    assert (await find(enterprise_id="E1")).bot_token == "xoxb-2"
    assert await find(enterprise_id="E1", team_id="T3") is None


async def test_a_workspace_outside_of_enterprises_is_found_by_its_name_alone(save, find):
    await save(installed("xoxb-1"))
    assert (await find(enterprise_id="T1")).bot_token == "xoxb-1"


async def test_after_an_end_nothing_usable_remains(save, find, revoke, sessions):
    await save(installed("xoxb-1"), installed("xoxb-2", team_id="T2"))
    await save(installed("xoxb-older", installed_at=NOW - dt.timedelta(days=9)))
    await revoke(team_id="T1")
    assert await find(team_id="T1") is None
    assert (await find(team_id="T2")).bot_token == "xoxb-2"
    async with sessions() as session:
        left = await session.execute(
            text("SELECT secret FROM slack_installations WHERE team_id = 'T1'")
        )
    assert left.scalars().all() == ["", ""]


async def test_the_late_news_of_an_end_spares_what_was_installed_since(save, find, revoke):
    await save(installed("xoxb-old"))
    await save(installed("xoxb-new", installed_at=NOW + dt.timedelta(minutes=3)))
    await revoke(team_id="T1", at=NOW + dt.timedelta(minutes=1))
    assert (await find(team_id="T1")).bot_token == "xoxb-new"


async def test_an_end_on_an_enterprise_spares_what_a_workspace_installed(save, find, revoke):
    await save(installed("xoxb-org", enterprise_id="E1", team_id=None))
    await save(installed("xoxb-1", enterprise_id="E1", team_id="T1"))
    await revoke(enterprise_id="E1")
    assert await find(enterprise_id="E1", team_id="T7") is None
    assert (await find(enterprise_id="E1", team_id="T1")).bot_token == "xoxb-1"


async def test_tokens_are_in_clear_nowhere(save, sessions):
    one = installed("xoxb-very-secret", refresh_token="xoxe-very-secret")
    await save(one)
    assert "secret" not in repr(one)
    async with sessions() as session:
        row = await session.execute(
            text("SELECT slack_installations::text FROM slack_installations")
        )
    assert "very-secret" not in row.scalar_one()


async def test_one_at_a_time_refreshes_a_token(save, find, sessions):
    one = installed("xoxb-1", refresh_token="xoxe-1")
    await save(one)
    async with sessions.begin() as first, sessions.begin() as second:
        mine = await installations.claim(first, one.id, sealer=SEALER)
        assert await installations.claim(second, one.id, sealer=SEALER) is None
        fresh = replace(mine, bot_token="xoxb-2", refresh_token="xoxe-2")
        await installations.refresh(first, fresh, sealer=SEALER)
    assert await find(team_id="T1") == fresh


async def test_what_has_ended_is_not_refreshed(save, revoke, sessions):
    one = installed("xoxb-1", refresh_token="xoxe-1")
    await save(one)
    await revoke(team_id="T1")
    async with sessions.begin() as session:
        assert await installations.claim(session, one.id, sealer=SEALER) is None
        await installations.refresh(session, one, sealer=SEALER)
        left = await session.execute(text("SELECT secret FROM slack_installations"))
        assert left.scalar_one() == ""


async def test_a_changed_key_opens_what_the_old_one_sealed(save, find):
    await save(installed("xoxb-1"))
    new = Fernet.generate_key().decode()
    assert (await find(team_id="T1", sealer=Sealer(f"{new}, {KEY}"))).bot_token == "xoxb-1"
    with pytest.raises(UnsealError):
        await find(team_id="T1", sealer=Sealer(new))


@pytest.mark.parametrize(
    "keys",
    [None, "", " , ", "short", f"{KEY},nonsense", "é" * 44],
    ids=["none", "empty", "two empty", "short", "one of two", "accents"],
)
def test_a_missing_or_malformed_key_says_how_to_make_one(keys):
    with pytest.raises(SettingsError, match=r"EXPENSEIQ_SECRET_KEY .*Fernet\.generate_key") as told:
        Sealer(keys)
    assert "\n" not in str(told.value)
    assert not keys or len(keys) < 5 or keys not in str(told.value)


@pytest.fixture
def consume(sessions):
    async def consumed(state, now=NOW):
        async with sessions.begin() as session:
            return await installations.consume_state(session, state, now=now)

    return consumed


@pytest.fixture
def issue(sessions):
    async def issued(now=NOW):
        async with sessions.begin() as session:
            return await installations.issue_state(session, now=now)

    return issued


async def test_a_state_works_once(issue, consume):
    state = await issue()
    assert sum(await asyncio.gather(*(consume(state) for _ in range(4)))) == 1
    assert not await consume(state)


async def test_a_state_lasts_ten_minutes(issue, consume):
    first, second = await issue(), await issue()
    assert await consume(first, NOW + dt.timedelta(minutes=9, seconds=59))
    assert not await consume(second, NOW + dt.timedelta(minutes=10))


async def test_a_state_that_was_never_given_out_is_none(issue, consume):
    await issue()
    assert not await consume("invented")
    assert not await consume("")


async def test_states_are_hashed_and_old_ones_swept(issue, sessions):
    state = await issue()
    await issue(NOW + dt.timedelta(hours=1))
    async with sessions() as session:
        kept = (
            await session.execute(text("SELECT slack_states::text FROM slack_states"))
        ).scalars()
        kept = kept.all()
    assert len(kept) == 1
    assert state not in kept[0]
