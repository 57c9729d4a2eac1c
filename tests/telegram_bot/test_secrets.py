"""What must not be read in a log: the token, and what people typed."""

from __future__ import annotations

import logging

import pytest
from telegram.error import TelegramError

from bots.hosting import logs
from bots.telegram import client
from expenseiq_core.errors import SettingsError
from tests.simulators.telegram_failing import DroppedAfter, Refused, ServerError, TooMany
from tests.telegram_bot.conftest import running


@pytest.fixture
def log_everything():
    """Begin to log all that there is; pytest captures each phase of a test for itself."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield lambda: logs.configure("DEBUG")
    root.setLevel(level)
    root.handlers[:] = handlers
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


async def test_neither_token_nor_words_reach_a_log_whatever_fails(
    api, mia, sessions, log_everything, capfd
):
    log_everything()
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
    out, err = capfd.readouterr()
    assert "everything is logged" in err
    assert "update malformed" in err
    assert "secretword" not in out + err
    assert api.token not in out + err
    assert api.token.partition(":")[2] not in out + err


async def test_a_token_that_is_refused_is_not_shown(api, sessions, log_everything, capfd):
    log_everything()
    api.fail("getMe", Refused(401, "Unauthorized"))
    with pytest.raises(SettingsError) as raised:
        async with running(api, sessions):
            pass
    error, seen = raised.value, ""
    while error is not None and not error.__suppress_context__:
        seen, error = f"{seen}{error}", error.__context__
    out, err = capfd.readouterr()
    assert api.token not in out + err + seen + str(raised.value)


def test_an_answer_that_cannot_be_read_is_not_logged(caplog):
    with pytest.raises(TelegramError) as raised:
        client._Request.parse_json_payload(b'{"ok": true, "result": {"text": "secretword')
    assert "secretword" not in caplog.text + str(raised.value)
