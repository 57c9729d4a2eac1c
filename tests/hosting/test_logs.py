"""Whatever a library logs, a token in it is blotted out."""

from __future__ import annotations

import logging

import pytest
import structlog

from bots.hosting import logs

TELEGRAM = "123456789:AAF-a_token_for_tests_that_opens_nothing"
SECRETS = [TELEGRAM, "xoxb-1234567890-abcdef", "xoxe-1-abcdef123", "xapp-1-A1-2-abcdef"]


@pytest.fixture
def log_everything():
    """Begin to log all that there is; pytest captures each phase of a test for itself."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield lambda: logs.configure("DEBUG")
    structlog.reset_defaults()
    root.setLevel(level)
    root.handlers[:] = handlers
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_token_in_a_line_or_a_traceback_is_blotted_out(secret, log_everything, capfd):
    log_everything()
    path = f"bot{secret}" if secret == TELEGRAM else secret
    logging.getLogger("somebody").warning("POST https://api.example/%s/sendMessage", path)
    structlog.get_logger().warning("one of ours", url=f"https://api.example/{secret}")
    try:
        int(secret)
    except ValueError:
        logging.getLogger("somebody").exception("it failed")
    out, err = capfd.readouterr()
    assert "sendMessage" in err
    assert "one of ours" in err
    assert "ValueError" in err
    assert secret not in out + err
