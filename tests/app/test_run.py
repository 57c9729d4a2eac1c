"""`expenseiq run`: every platform whose token is set; what is missing is told in a sentence."""

from __future__ import annotations

import pytest

from bots.slack.part import part as slack
from bots.telegram.part import part as telegram
from expenseiq_core import config
from scheduler.parts import chosen
from tests.durability.process import Running
from tests.simulators.slack_server import SlackServer
from tests.simulators.telegram_server import TelegramServer

TOKENS = ("TELEGRAM_BOT_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_CLIENT_ID",
          "SLACK_SIGNING_SECRET")  # fmt: skip


@pytest.fixture(autouse=True)
def no_tokens(monkeypatch):
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)


def test_without_a_token_it_says_what_to_set_and_points_to_the_terminal(run):
    sentence = run("run").sentence
    assert "TELEGRAM_BOT_TOKEN" in sentence
    assert "SLACK_BOT_TOKEN" in sentence
    assert sentence.endswith("make chat")


@pytest.mark.parametrize(
    ("set_to", "makers"),
    [
        ({"telegram_bot_token": "1:a"}, [telegram]),
        ({"slack_bot_token": "xoxb-1"}, [slack]),
        ({"slack_client_id": "1.2"}, [slack]),
        ({"telegram_bot_token": "1:a", "slack_bot_token": "xoxb-1"}, [telegram, slack]),
    ],
)
def test_a_platform_runs_if_its_token_is_set(set_to, makers):
    assert chosen(config.load(**set_to)) == makers


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    ("set_to", "sentence"),
    [
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, "TELEGRAM_BOT_TOKEN is no token"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_SIGNING_SECRET": "s", "TELEGRAM_BOT_TOKEN": "1:a"}, "SLACK_BOT_TOKEN is missing"),
    ],
)
def test_what_cannot_work_is_told_in_one_sentence(run, monkeypatch, set_to, sentence):
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert sentence in run("run").sentence


@pytest.mark.parametrize("token", ["123456789:AAwrong_token_that_nobody_gave_out_ever"])
async def test_a_token_that_the_platform_does_not_know_ends_it_with_a_sentence(
    tmp_path, database_url, token
):
    async with TelegramServer() as server:
        program = Running(
            tmp_path,
            TELEGRAM_BOT_TOKEN=token,
            TELEGRAM_API_URL=server.url,
            DATABASE_URL=database_url,
        )
        await program.start(ready=False)
        assert await program.ended() == 2
    assert "TELEGRAM_BOT_TOKEN is not accepted by Telegram" in program.log.read_text()
    assert token not in program.log.read_text()


async def test_both_platforms_run_in_one_process_and_it_stops_when_told(tmp_path, database_url):
    async with TelegramServer() as telegrams, SlackServer() as slacks:
        program = Running(
            tmp_path,
            TELEGRAM_BOT_TOKEN=telegrams.token,
            TELEGRAM_API_URL=telegrams.url,
            SLACK_BOT_TOKEN=slacks.bot_token,
            SLACK_APP_TOKEN=slacks.app_token,
            SLACK_API_URL=f"{slacks.url}/api/",
            DATABASE_URL=database_url,
        )
        async with program:
            mia, ana = telegrams.person("Mia", language_code="de"), slacks.person("Ana")
            answer = await telegrams.answer_to(await mia.sends("mittagessen 12,50"))
            assert answer.text.startswith("#1 Mittagessen · 12,50\xa0€")
            await ana.sends("lunch 12.50")
            await slacks.until(lambda: slacks.messages(ana))
            assert await program.stop() == 0
        log = program.log.read_text()
        assert "lunch" not in log
        assert telegrams.token not in log
        assert slacks.faults == []
        assert telegrams.faults == []


async def test_a_second_process_stands_by_and_takes_over(tmp_path, database_url):
    async with TelegramServer() as server:
        settings = {
            "TELEGRAM_BOT_TOKEN": server.token,
            "TELEGRAM_API_URL": server.url,
            "DATABASE_URL": database_url,
        }
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        mia = server.person("Mia", language_code="en-GB")
        async with (
            Running(tmp_path / "a", **settings) as first,
            Running(tmp_path / "b", **settings),
        ):
            await server.answer_to(await mia.sends("tea 2"))
            assert await first.stop() == 0
            answer = await server.answer_to(await mia.sends("coffee 3"))
            assert answer.text.startswith("#2 Coffee")
        assert server.faults == []
