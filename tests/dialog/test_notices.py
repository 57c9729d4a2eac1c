"""The inbox, muting, and what somebody wants to be told, and where."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from expenseiq_core.services import deliveries, destinations
from expenseiq_core.services.deliveries import Notice
from tests.dialog.conftest import NOON, Conversation, labels
from tests.dialog.noticing import Noticing

MORNING = dt.datetime(2026, 11, 19, 8, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def noticing(sessions) -> Noticing:
    return Noticing(sessions)


@pytest.fixture
async def mia(says) -> Conversation:
    """Mia, with a digest at eight."""
    await says("lunch 12.50 food")
    await says("digest daily 8:00")
    return says


async def user(session):
    return await session.scalar(text("SELECT id FROM users ORDER BY created_at LIMIT 1"))


async def news(sessions, chat: str | None, *, number: int = 1, at: dt.datetime = NOON) -> None:
    """Let Mia be told about her e-mail address, in one of her chats."""
    async with sessions.begin() as session:
        where = await session.scalar(
            text("SELECT id FROM chats WHERE external_id = :chat"), {"chat": chat}
        )
        notice = Notice(
            occurrence=f"account:{number}",
            kind="account",
            user_id=await user(session),
            chat_id=where,
            about={"what": "email", "change": "added", "address": f"m{number}@example.org"},
            due_at=at,
        )
        await deliveries.put(session, [notice], now=at)


async def test_the_inbox_lists_what_was_said_and_what_is_new_of_it(mia, noticing):
    assert (await mia("notices")).text == "I have told you nothing unasked so far."
    [(_, digest)] = await noticing.tick(MORNING)
    mia.at = MORNING
    first = digest.text.split("\n")[0]
    answer = await mia("notices")
    assert answer.text == f"● 08:05 · Digest · {first}"
    assert labels(answer) == ["1", "Settings", "Mute"]
    assert answer.data["notices"][0]["read"] is False
    again = await mia("notices")
    assert again.text == f"08:05 · Digest · {first}"
    assert (await mia.press("1")).text == digest.text
    assert (await mia.press("Back")).text == again.text


async def test_the_list_said_again_is_as_it_was(mia, noticing):
    await noticing.tick(MORNING)
    mia.at = MORNING
    answer = await mia("notices", message_id="n")
    assert (await mia("notices", message_id="n")).text == answer.text


async def test_a_pressed_button_of_a_notice_has_read_it(mia, noticing):
    [(_, digest)] = await noticing.tick(MORNING)
    mia.at, mia.last = MORNING, digest
    await mia.press(labels(digest)[0])
    assert not (await mia("notices")).text.startswith("●")


async def test_many_notices_come_in_pages(mia, noticing, sessions):
    for number in range(7):
        await news(sessions, "mia", number=number, at=NOON + dt.timedelta(minutes=number))
    await noticing.tick(MORNING)
    mia.at = MORNING
    answer = await mia("notices")
    assert len(answer.lines) == 5
    assert labels(answer)[-3:] == ["More", "Settings", "Mute"]
    more = await mia.press("More")
    assert labels(more) == ["6", "7", "8", "Settings", "Mute"]
    assert len({str(row) for row in (*answer.lines, *more.lines)}) == 8
    assert (await mia("notices page 9")).text == "No more."
    assert (await mia("notices 99")).text == "There is no such notice. To see them: notices"


async def test_what_is_said_in_two_places_is_one_notice(mia, noticing, sessions):
    await news(sessions, "mia")
    async with sessions.begin() as session:
        await session.execute(
            text("""
                INSERT INTO deliveries (id, occurrence, kind, user_id, state, due_at, created_at)
                SELECT gen_random_uuid(), occurrence, kind, user_id, 'failed', due_at, created_at
                  FROM deliveries
            """)
        )
    await noticing.tick(NOON)
    answer = await mia("notices")
    assert len(answer.lines) == 1
    assert "did not arrive" not in answer.text
    assert not (await mia("notices")).text.startswith("●")


async def test_whoever_is_muted_is_told_nothing_and_reads_it_later(mia, noticing):
    answer = await mia("mute 3 days")
    assert answer.text.split("\n")[0] == "Muted until Sat 21 Nov at 12:00."
    assert await noticing.tick(MORNING) == []
    mia.at = MORNING
    assert (await mia("notices")).text == (
        "● 08:05 · Digest · not said, you were muted\nMuted until Sat 21 Nov at 12:00."
    )
    assert (await mia("notices 1")).text == "Digest: not said, you were muted."
    assert (await mia("unmute")).text == "Unmuted: you hear from me again."
    await mia("coffee 3")
    assert len(await noticing.tick(MORNING + DAY)) == 1


async def test_muting_ends_by_itself(mia, noticing):
    await mia("mute until tomorrow 9:00")
    assert await noticing.tick(MORNING) == []
    mia.at = MORNING
    await mia("coffee 3")
    assert len(await noticing.tick(MORNING + DAY)) == 1
    assert (await mia("unmute")).text.startswith("Unmuted")
    assert labels(await mia("mute")) == ["Unmute", "A month"]


async def test_what_came_too_late_is_in_the_inbox(mia, noticing):
    assert await noticing.tick(MORNING + dt.timedelta(hours=6)) == []
    mia.at = MORNING + dt.timedelta(hours=7)
    assert (await mia("notices")).text.endswith(" · Digest · not said, it came too late")


async def test_what_is_not_true_any_more_is_told_nowhere(sessions, noticing):
    says = Conversation(sessions, platform="console")
    await says("lunch 12.50 food")
    await says("digest daily 8:00")
    await noticing.tick(MORNING)
    await says("digest off")
    says.at = MORNING
    assert (await says("notices")).text == "I have told you nothing unasked so far."


async def test_news_of_the_account_come_though_muted(mia, noticing, sessions):
    await mia("mute")
    await news(sessions, "mia")
    assert len(await noticing.tick(NOON)) == 1
    assert labels(await mia("unmute")) == ["Notices", "Mute"]
    assert (await mia.press("Notices")).text.startswith("● 12:00 · Account · m1@example.org")


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("mute", "Wed 25 Nov at 12:00"),
        ("mute a day", "Thu 19 Nov at 12:00"),
        ("mute 2 weeks", "Wed 2 Dec at 12:00"),
        ("mute for 3 hours", "15:00"),
        ("mute 3h", "15:00"),
        ("mute a month", "Fri 18 Dec at 12:00"),
        ("mute year", "Thu 18 Nov 2027 at 12:00"),
        ("mute until monday", "Mon 23 Nov"),
        ("mute until wednesday", "Wed 25 Nov"),
        ("mute until friday 18:00", "Fri 20 Nov at 18:00"),
        ("mute until 18:00", "18:00"),
        ("mute until 11:00", "Thu 19 Nov at 11:00"),
        ("mute until tomorrow", "Thu 19 Nov"),
        ("mute until 3 december at 9", "Thu 3 Dec at 09:00"),
        ("mute until the 1st", "Tue 1 Dec"),
        ("/mute until 2026-11-30", "Mon 30 Nov"),
    ],
)
async def test_muted_until(says, typed, until):
    await says("lunch 5")
    assert (await says(typed)).text.split("\n")[0] == f"Muted until {until}."


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/mute foo", "Try: mute 3 days, mute until monday, or: mute (for a week)"),
        ("/mute many days", "Try: mute 3 days, mute until monday, or: mute (for a week)"),
        ("/mute until weekly", "Try: mute 3 days, mute until monday, or: mute (for a week)"),
        ("/mute until noon or so", "Try: mute 3 days, mute until monday, or: mute (for a week)"),
        (
            "mute until 2019-01-01",
            "That is past. Try: mute 3 days, mute until monday, or: mute (for a week)",
        ),
        ("mute 2 years", "A year at most. For longer, stop what you don't want: notices"),
        ("unmute", "You are not muted. To be: mute 3 days"),
        ("/quiet foo", "Try: quiet 22:00 to 7:00, or: quiet off"),
        ("/quiet 22:00 to 25:00", "Try: quiet 22:00 to 7:00, or: quiet off"),
        (
            "quiet 22-7",
            "It is so already. Quiet hours: 22:00 to 07:00 (UTC).",
        ),
        (
            "/notices foo",
            "Try: notices, notices settings, notices digest off, or: notices telegram",
        ),
        (
            "notices slack",
            "We have no chat on Slack. Write to me there, then join both: link",
        ),
        (
            "notices budget on",
            (
                "It is so already."
                " I may tell you: digests, budget warnings, reminders, recurring entries."
            ),
        ),
    ],
)
async def test_what_cannot_be_changes_nothing(says, sessions, typed, answer):
    await says("lunch 5")
    assert (await says(typed)).text == answer
    async with sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM preferences")) == 0


@pytest.mark.parametrize("typed", ["mute button 12", "quiet evening 12", "notices board 9"])
async def test_what_has_an_amount_is_an_expense(says, typed):
    assert "#1 " in (await says(typed)).text


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("quiet 23:00 to 6:30", ["23:00", "06:30"]),
        ("quiet hours 10pm - 8", ["22:00", "08:00"]),
        ("quiet from 21 until 9", ["21:00", "09:00"]),
        ("quiet midnight to noon", ["00:00", "12:00"]),
        ("quiet off", None),
    ],
)
async def test_quiet_hours_are_set_and_taken_back(says, typed, hours):
    await says("lunch 5")
    assert (await says(typed)).data == {"quiet": hours}
    assert (await says("quiet")).data == {"quiet": hours}
    await says(typed.replace("quiet", "quiet", 1))
    assert (await says("quiet 22:00 to 7:00")).data == {"quiet": ["22:00", "07:00"]}
    await says.press("Undo")
    assert (await says("quiet")).data == {"quiet": hours}


async def test_quiet_hours_move_what_is_due(mia, noticing):
    await mia("quiet 22:00 to 9:00")
    assert await noticing.tick(MORNING) == []
    assert len(await noticing.tick(MORNING + dt.timedelta(hours=1))) == 1


async def test_quiet_hours_are_offered(says):
    await says("lunch 5")
    assert labels(await says("quiet")) == [
        "23:00 to 06:00",
        "21:00 to 08:00",
        "00:00 to 09:00",
        "Off",
    ]
    assert (await says.press("Off")).text.startswith("No quiet hours")
    assert "Off" not in labels(await says("quiet"))
    assert (await says("quiet on")).data == {"quiet": ["22:00", "07:00"]}


async def test_a_kind_is_switched_off_and_on(mia, noticing):
    answer = await mia("notices digests off")
    assert answer.text == (
        "I may tell you: budget warnings, reminders, recurring entries; not: digests."
    )
    assert await noticing.tick(MORNING) == []
    assert (await mia.press("Undo")).data == {"off": []}
    mia.at = MORNING
    await mia("coffee 3")
    assert len(await noticing.tick(MORNING + DAY)) == 1


async def test_everything_is_switched_off_at_once(says):
    await says("lunch 5")
    await says("notices reminders off")
    answer = await says("notices off")
    assert answer.text == (
        "I may tell you nothing unasked but news of your account.\n"
        "What recurs is recorded all the same."
    ).replace("may tell", "tell")
    assert labels(answer) == ["Settings"]
    on = await says("notices on")
    assert on.text.split("\n")[1] == "A digest has to be asked for: digest daily 8:00"
    assert labels(on) == ["Undo", "Settings"]


async def linked(sessions) -> Conversation:
    """Mia, on Telegram and on Slack, with one account; she wrote in Slack last."""
    telegram = Conversation(sessions, platform="telegram")
    slack = Conversation(sessions, platform="slack")
    await telegram("lunch 5")
    await slack("coffee 3")
    code = (await telegram("link")).data["code"]
    await slack(f"link {code}")
    slack.at = NOON + dt.timedelta(minutes=1)
    return slack


async def heard_on(sessions) -> list[str]:
    async with sessions() as session:
        mia = await user(session)
        found = await destinations.private(session, [mia], kind="digest")
        rows = await session.execute(
            text("SELECT platform FROM chats WHERE id = ANY(:ids) ORDER BY platform"),
            {"ids": [place.chat_id for place in found[mia]]},
        )
        return list(rows.scalars())


async def test_somebody_chooses_where_to_hear(sessions):
    says = await linked(sessions)
    settings = await says("notices settings")
    assert "Where: on the platform that you used last." in settings.text
    assert labels(settings)[-4:] == ["On Slack", "On Telegram", "On Both", "Quiet hours"]
    assert (await says.press("On Telegram")).text == "Where: on Telegram."
    assert await heard_on(sessions) == ["telegram"]
    assert (await says("notices both")).text == "Where: on Slack and Telegram."
    assert await heard_on(sessions) == ["slack", "telegram"]
    assert (await says.press("Undo")).text == "Where: on Telegram."
    assert (await says("notices telegram")).text == "It is so already. Where: on Telegram."
    await says("notices last")
    assert await heard_on(sessions) == ["slack"]


async def test_a_platform_that_is_closed_to_us_is_not_offered(sessions):
    says = await linked(sessions)
    async with sessions.begin() as session:
        await session.execute(
            text("UPDATE chats SET blocked_at = now() WHERE platform = 'telegram'")
        )
    assert "On Telegram" not in labels(await says("notices settings"))
    assert (await says("notices telegram")).text.startswith("We have no chat on Telegram.")


async def test_the_settings_at_a_glance(mia):
    await mia("notices reminders off")
    await mia("mute")
    answer = await mia("notices settings")
    assert answer.text == (
        "I may tell you: digests, budget warnings, recurring entries; not: reminders.\n"
        "Quiet hours: 22:00 to 07:00 (UTC).\n"
        "Muted until Wed 25 Nov at 12:00.\n"
        "By e-mail too: email me@example.org"
    )
    assert labels(answer) == [
        "Digest off",
        "Budgets off",
        "Reminders on",
        "Recurring off",
        "Quiet hours",
    ]


async def test_a_terminal_is_told_by_asking(sessions, noticing):
    says = Conversation(sessions, platform="console")
    await says("lunch 12.50 food")
    await says("digest daily 8:00")
    assert await noticing.tick(MORNING) == []
    says.at = MORNING
    answer = await says("notices")
    assert answer.text.startswith("● 08:05 · Digest · Wed 18 Nov: €12.50")
    assert (await says("notices 1")).text.startswith("Wed 18 Nov: €12.50")
    assert await noticing.tick(MORNING + DAY) == []
    says.at = MORNING + 2 * DAY
    assert "not said, it came too late" in (await says("notices")).text


async def test_a_muted_terminal_is_told_later(sessions, noticing):
    says = Conversation(sessions, platform="console")
    await says("lunch 12.50 food")
    await says("digest daily 8:00")
    await noticing.tick(MORNING)
    says.at = MORNING
    await says("mute a day")
    assert "Digest" in (await says("notices")).text


async def test_whoever_is_forgotten_leaves_no_preference(mia, sessions):
    await mia("mute")
    await mia("forget me now")
    async with sessions() as session:
        for table in ("preferences", "schedules", "deliveries"):
            assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0


async def two(sessions) -> tuple[Conversation, Conversation]:
    """Mia on Telegram, in Berlin, and on Slack, with an account of its own each."""
    telegram = Conversation(sessions, platform="telegram")
    slack = Conversation(sessions, platform="slack")
    for says in (telegram, slack):
        await says("lunch 5")
    await telegram("timezone berlin")
    return telegram, slack


async def join(joining: Conversation, to: Conversation) -> None:
    code = (await to("link")).data["code"]
    assert (await joining(f"link {code}")).text.startswith("Linked")


async def digests_due(sessions) -> list[str]:
    """Return when digests are due next, of whom, in UTC."""
    async with sessions() as session:
        rows = await session.execute(
            text("""
                SELECT to_char(next_at AT TIME ZONE 'UTC', 'DD HH24:MI') || ' ' || s.timezone
                  FROM schedules s JOIN users u ON u.id = s.user_id
                 WHERE next_at IS NOT NULL ORDER BY next_at
            """)
        )
        return list(rows.scalars())


async def test_what_the_kept_account_lacks_comes_along_with_a_link_and_goes_with_it(sessions):
    telegram, slack = await two(sessions)
    await slack("digest daily 8:00")
    await slack("quiet 23:00 to 6:00")
    assert await digests_due(sessions) == ["19 08:00 UTC"]
    await join(slack, telegram)
    assert await digests_due(sessions) == ["19 07:00 Europe/Berlin"]
    assert (await telegram("quiet")).data == {"quiet": ["23:00", "06:00"]}
    await telegram("unlink")
    assert await digests_due(sessions) == ["19 08:00 UTC"]
    assert (await slack("digest")).data["digests"]
    assert not (await telegram("digest")).data.get("digests")


async def test_the_choices_of_the_kept_account_win(sessions):
    telegram, slack = await two(sessions)
    await telegram("digest weekly monday 9:00")
    await telegram("quiet 21:00 to 9:00")
    await slack("digest daily 8:00")
    await slack("notices budget off")
    await join(slack, telegram)
    assert await digests_due(sessions) == ["23 08:00 Europe/Berlin"]
    settings = await slack("notices settings")
    assert settings.data == {"off": [], "hear": None, "quiet": ["21:00", "09:00"]}
    await slack("unlink")
    assert await digests_due(sessions) == ["19 08:00 UTC", "23 08:00 Europe/Berlin"]
    assert (await slack("notices settings")).data["off"] == ["budget"]
