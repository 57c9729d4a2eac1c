"""What must not be read in a log: the token, and what people typed."""

from __future__ import annotations

import logging

import pytest
import structlog

from bots.hosting import logs
from expenseiq_core.errors import SettingsError
from tests.simulators.telegram_failing import DroppedAfter, Refused, ServerError, TooMany
from tests.telegram_bot.conftest import running


@pytest.fixture
def everything_logged(capfd):
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    logs.configure("DEBUG")
    yield capfd
    structlog.reset_defaults()
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_neither_token_nor_words_reach_a_log_whatever_fails(
    api, mia, sessions, everything_logged
):
    async with running(api, sessions):
        logging.getLogger("something").debug("everything is logged")
        await api.answer_to(await mia.sends("secretword 12.50 food"))
        for failure in (ServerError(502), TooMany(1), DroppedAfter(), Refused(400, "Bad Request")):
            api.fail("sendMessage", failure)
            await mia.sends("secretword 13.50 food")
            await api.until(lambda: not api.api.failures.planned[-1].times)
        api.fail("getUpdates", ServerError(502))
        api.update({"message": {"text": "secretword 9"}})
        await mia.sends("secretword")
        await api.until(lambda: not api.world.updates.pending)
    out, err = everything_logged.readouterr()
    assert "everything is logged" in err
    assert "update malformed" in err
    assert "secretword" not in out + err
    assert api.token not in out + err
    assert api.token.partition(":")[2] not in out + err


async def test_a_token_that_is_refused_is_not_shown(api, sessions, everything_logged):
    api.fail("getMe", Refused(401, "Unauthorized"))
    with pytest.raises(SettingsError) as raised:
        async with running(api, sessions):
            pass
    error, seen = raised.value, ""
    while error is not None and not error.__suppress_context__:
        seen, error = f"{seen}{error}", error.__context__
    out, err = everything_logged.readouterr()
    assert api.token not in out + err + seen + str(raised.value)
