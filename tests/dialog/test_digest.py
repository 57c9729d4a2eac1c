"""Digests: what a person reads in the morning, and how it is turned on and off."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels
from tests.dialog.noticing import Noticing
from tests.dialog.test_once import statements

MORNING = dt.datetime(2026, 11, 19, 8, 0, tzinfo=dt.UTC)
SPREAD = dt.timedelta(minutes=5)
BOOK = (
    bought(amount="13.70", date="2026-11-18"),
    bought(amount="6", date="2026-11-18"),
    bought(amount="11.50", date="2026-11-18", category="Transport"),
    bought(amount="580.80", date="2026-11-03", category="Home"),
    bought(amount="652", date="2026-10-10", category="Home"),
)


@pytest.fixture
def noticing(sessions):
    return Noticing(sessions)


async def told(noticing, at=MORNING):
    """What is said when that time comes."""
    await noticing.tick(at)
    return await noticing.tick(at + SPREAD)


async def test_a_day_in_the_morning(says, noticing):
    await spend(says, *BOOK)
    await says("budget food 200 monthly")
    answer = await says("digest daily 8:00")
    assert answer.text == "Daily digest at 08:00, first tomorrow."
    assert labels(answer) == ["Change time", "Show me one", "Stop"]
    [(chat, digest)] = await told(noticing)
    assert chat == "mia"
    assert digest.text == (
        "Wed 18 Nov: €31.20 in 3 entries\n"
        "🍽 Food €19.70 · 🚌 Transport €11.50\n"
        "November €612, €40 less than by now in October\n"
        "Food: €180.30 left for 12 days"
    )
    assert labels(digest) == ["Details", "Change time", "Stop"]


async def test_what_comes_on_every_day_of_a_week_is_named_once(says, noticing):
    await says("lunch 10 food")
    await says("tea 2 daily")
    await says("gym 20 weekly on monday")
    await says("digest weekly thursday 8:00")
    digest = (await told(noticing))[-1][1]
    assert "\nNext: Tea €2.00 tomorrow · Gym €20.00 Mon 23 Nov" in digest.text


async def test_a_day_with_an_income_alone_is_one_on_which_nothing_was_spent(says, noticing):
    await says("salary +2500")
    await says("digest daily 8:00")
    [(_, digest)] = await told(noticing)
    assert digest.text == "Wed 18 Nov: nothing spent\nIncome €2,500.00"


DAY = dt.timedelta(days=1)


async def days(says, count):
    """Log a lunch a day, twice; return the last two answers."""
    for n in range(count):
        first = await says(f"lunch {12 + n} food")
        second = await says(f"coffee {2 + n} food")
        says.at += DAY
    return first, second


async def test_it_is_offered_on_the_third_day_with_entries_below_the_first_entry(says):
    first, second = await days(says, 2)
    assert "Morning digest" not in [*labels(first), *labels(second)]
    first = await says("lunch 15 food")
    assert labels(first) == ["Category", "Date", "Undo", "Morning digest"]
    second = await says("coffee 3 food")
    assert "Morning digest" not in labels(second)
    accepted = await says(button=first.rows[1][0].id)
    assert accepted.text == "Daily digest at 08:00, first tomorrow."


async def test_it_is_offered_a_second_time_after_a_week_and_never_again(says):
    offered = []
    for n in range(40):
        answer = await says(f"lunch {10 + n} food")
        offered += [n] if "Morning digest" in labels(answer) else []
        says.at += DAY
    assert offered == [2, 10]


async def test_it_is_not_offered_after_a_refusal_or_to_who_has_one_or_had_one(says, somebody):
    await says("lunch 1 food")
    refused = await says("digest off")
    assert refused.text == "No digest is on. When you want one: digest daily"
    ana = somebody("ana")
    await ana("lunch 1 food")
    await ana("digest weekly")
    bob = somebody("bob")
    await bob("lunch 1 food")
    await bob("digest weekly")
    await bob.press("Stop")
    for person in (says, ana, bob):
        person.at += DAY
        first, second = await days(person, 4)
        assert "Morning digest" not in [*labels(first), *labels(second)]


async def test_an_offer_costs_a_statement_only_with_the_first_entry_of_a_day(says, engine):
    await days(says, 2)
    await says("tea 1 food")
    with statements(engine) as sent:
        await says("lunch 12 food")
    assert len(sent) == 3, "two, and a commit"
    says.at += DAY
    with statements(engine) as sent:
        await says("lunch 12 food")
    assert len(sent) == 4


def weeks_ago(count):
    return dt.date(2026, 11, 12) - count * dt.timedelta(days=7)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


async def test_a_week_is_about_budgets(says, noticing):
    await spend(
        says,
        bought(amount="92.10", date="2026-11-10"),
        bought(amount="61", date="2026-11-12", category="Transport"),
        bought(amount="31", date="2026-11-13", category="Fun"),
        *(bought(amount=str(150 + n), date=weeks_ago(n)) for n in range(1, 9)),
    )
    await says("budget food 200 monthly")
    await says("budget fun 30 monthly")
    answer = await says("digest weekly")
    assert answer.text == "Weekly digest on Mondays at 08:00, first on Mon 23 Nov."
    says.at = at("2026-11-15T12:00")
    await says("digest weekly monday 9:00")
    [(_, digest)] = await told(noticing, at("2026-11-16T09:00"))
    assert digest.text == (
        "Last week: €184.10 in 3 entries\n"
        "▓▓▓░░░ 🍽 Food €92.10 · 50 %\n"
        "▓░░░░░ 🚌 Transport €61.00 · 33 %\n"
        "▓░░░░░ 🎬 Fun €31.00 · 17 %\n"
        "€33.10 more than the week before, usually €154\n"
        "▓▓▓▓▓▓ Food: €43.10 over, 15 days to go\n"
        "▓▓▓▓▓▓ Fun: €1 over, 15 days to go"
    )
    assert labels(digest) == ["Details", "Change time", "Stop"]


async def test_a_month_is_about_the_one_before_and_the_year_before(says, noticing):
    await spend(
        says,
        bought(amount="900", date="2026-10-01", category="Home", description="rent"),
        bought(amount="190", date="2026-10-20"),
        bought(amount="2500", kind="income", category=None, date="2026-10-27"),
        bought(amount="1130", date="2026-09-02", category="Home"),
        bought(amount="1078", date="2025-10-02", category="Home"),
        *(bought(amount="900", date=f"2026-0{m}-03", category="Home") for m in (7, 8)),
    )
    says.at = at("2026-10-30T12:00")
    await says("budget food 200 monthly")
    answer = await says("digest monthly")
    assert answer.text == "Monthly digest on the 1st at 08:00, first on Sun 1 Nov."
    [(_, digest)] = await told(noticing, at("2026-11-01T08:00"))
    assert digest.text == (
        "October: €1,090.00 in 3 entries\n"
        "▓▓▓▓░░ 🏠 Home €900.00 · 83 %\n"
        "▓░░░░░ 🍽 Food €190.00 · 17 %\n"
        "€40 less than in September, €12 more than a year ago, usually €976.66\n"
        "Food €190 of €200\n"
        "First 🍽 Food for 60 days: Lunch €190.00\n"
        "Income €2,500.00"
    )


async def test_a_month_that_starts_with_the_salary_has_its_digest_then(says, noticing):
    await says("month starts 25")
    answer = await says("digest monthly")
    assert answer.text == "Monthly digest on the 25th at 08:00, first on Wed 25 Nov."
    await says("lunch 12 food")
    [(_, digest)] = await told(noticing, at("2026-11-25T08:00"))
    assert digest.text.startswith("Sun 25 Oct – Tue 24 Nov: €12.00 in 1 entry")


async def test_nothing_happened_is_said_only_if_asked_for(says, noticing):
    await says("budget food 200 monthly")
    await says("digest daily 8:00")
    assert await told(noticing) == []
    assert await noticing.states() == [("skipped", "nothing happened")]
    answer = await says("digest daily 8:00 always")
    assert answer.text == ("Daily digest at 08:00, first tomorrow.\nAlso when nothing was logged.")
    [(_, digest)] = await told(noticing, MORNING + DAY)
    assert digest.text == "Thu 19 Nov: nothing logged · Food: €200 left for 11 days"
    assert labels(digest) == ["Change time", "Stop"]


async def test_a_digest_is_of_the_figures_as_they_are_when_it_is_sent(says, noticing):
    await says("lunch 12 food")
    await says("digest daily 8:00")
    await noticing.tick(MORNING)
    says.at = MORNING
    await says("edit #1 amount 15")
    [(_, digest)] = await noticing.tick(MORNING + SPREAD)
    assert digest.text.startswith("Wed 18 Nov: €15.00 in 1 entry")


async def test_what_was_stopped_meanwhile_is_not_said(says, noticing):
    await says("lunch 12 food")
    await says("digest daily 8:00")
    await noticing.tick(MORNING)
    await says("digest off")
    assert await noticing.tick(MORNING + SPREAD) == []
    assert await noticing.states() == [("skipped", "not wanted any more")]


async def test_the_buttons_of_a_digest_open_the_report_move_its_hour_and_stop_it(says, noticing):
    await says("lunch 12 food")
    await says("digest daily 8:00")
    [(_, digest)] = await told(noticing)
    says.at = MORNING + SPREAD
    says.last = digest
    report = await says.press("Details")
    assert report.text.splitlines()[0] == "Yesterday: €12.00 in 1 entry"
    says.last = digest
    hours = await says.press("Change time")
    assert hours.text == "It comes at 08:00. At what time? Or type: digest daily 7:30"
    assert labels(hours) == [
        "06:00", "07:00", "08:00", "09:00", "12:00", "18:00", "20:00", "21:00",
    ]  # fmt: skip
    moved = await says.press("07:00")
    assert moved.text == "Daily digest at 07:00, first tomorrow."
    says.last = digest
    stopped = await says.press("Stop")
    assert stopped.text == "No daily digest any more."
    back = await says.press("Back on")
    assert back.text == "Daily digest at 07:00, first tomorrow."


async def test_what_is_on_and_how_it_is_changed(says):
    answer = await says("digest")
    assert answer.text == "You get no digest. Try: digest daily 8:00"
    assert labels(answer) == ["Daily", "Weekly", "Monthly", "Show me one"]
    await says.press("Daily")
    await says("digest weekly friday 17:30")
    answer = await says("digest")
    assert answer.text == (
        "Daily digest at 08:00, next tomorrow\n"
        "Weekly digest on Fridays at 17:30, next on Fri 20 Nov"
    )
    assert labels(answer) == ["Change daily time", "Change weekly time", "Stop"]
    await says.press("Change weekly time")
    answer = await says.press("09:00")
    assert answer.text == "Weekly digest on Fridays at 09:00, first on Fri 20 Nov."
    answer = await says("digest weekly off")
    assert answer.text == "No weekly digest any more.\nDaily digest at 08:00 stays on."
    answer = await says("digest daily 9am")
    assert answer.text == "Daily digest at 09:00, first tomorrow."


async def test_in_quiet_hours_it_waits_until_morning_and_says_so(says, noticing):
    await says("lunch 12 food")
    answer = await says("digest daily 6:00")
    assert answer.text == (
        "Daily digest at 06:00, first tomorrow.\n"
        "You have quiet hours until 07:00: it comes then. Or type: quiet off"
    )
    assert await told(noticing, at("2026-11-19T06:00")) == []
    [(_, digest)] = await noticing.tick(at("2026-11-19T07:05"))
    assert digest.text.startswith("Wed 18 Nov: €12.00")


async def test_in_the_evening_it_is_about_the_day_itself(says, noticing):
    await says("lunch 12 food")
    await says("digest daily 20:00")
    [(_, digest)] = await told(noticing, at("2026-11-18T20:00"))
    assert digest.text.startswith("Wed 18 Nov: €12.00")
    answer = await says("digest daily 23:00")
    assert "until 07:00" in answer.text
    says.at = at("2026-11-19T12:00")
    await says("lunch 9 food")
    assert await told(noticing, at("2026-11-19T23:00")) == []
    [(_, digest)] = await noticing.tick(at("2026-11-20T07:05"))
    assert digest.text.startswith("Thu 19 Nov: €9.00")


async def test_after_a_morning_away_it_is_not_said_any_more(says, noticing):
    await says("lunch 12 food")
    await says("digest daily 8:00")
    assert await noticing.tick(at("2026-11-19T12:10")) == []
    assert [state for state, _ in await noticing.states()] == ["skipped"]


@pytest.mark.parametrize(
    "text", ["digest 20 books", "digest yearly", "digest every 2 weeks", "digest monthly 8"]
)
async def test_what_is_no_digest_is_refused_with_a_slash(says, text):
    answer = await says(f"/{text}")
    assert answer.text.startswith("Try: digest daily 8:00")


async def test_a_magazine_is_an_expense(says):
    answer = await says("digest magazine 4.50")
    assert answer.text.startswith("#1 Digest magazine · €4.50")


async def test_one_to_look_at(says):
    await says("lunch 12 food yesterday")
    answer = await says("digest now")
    assert answer.text.startswith("Tue 17 Nov: €12.00 in 1 entry\n🍽 Food €12.00\nNovember €12")
    assert labels(answer) == ["Get it daily"]
    await says("digest weekly now")
    answer = await says("digest monthly now")
    assert answer.text == "October: nothing logged"


async def test_a_group_is_told_what_it_spent_who_paid_and_what_is_open(group, noticing, says):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food with @ana @bob")
    await group("ana", "taxi 27")
    answer = await group("mia", "digest daily 9:00")
    assert answer.text == "Daily digest at 09:00, first tomorrow."
    await says("lunch 9 food")
    [(chat, digest)] = await told(noticing, at("2026-11-19T09:00"))
    assert chat == "group-lisbon"
    assert digest.text == (
        "Lisbon, Wed 18 Nov: €111.00 in 2 entries\n"
        "🍽 Food €84.00 · 🚌 Transport €27.00\n"
        "Paid: Mia €84.00 · Ana €27.00\n"
        "November €111\n"
        "Mia gets back €47.00 · Ana owes €10.00 · Bob owes €37.00"
    )
    group.at = at("2026-11-19T09:05")
    report = await group.press("bob", "Details", on=digest)
    assert report.text.startswith("Yesterday: €111.00")
    refused = await group.press("bob", "Stop", on=digest)
    assert refused.text == "Only who started Lisbon, or an admin of this chat, can change that."
    stopped = await group.press("mia", "Stop", on=digest)
    assert stopped.text == "No daily digest any more."


async def test_ones_own_digest_has_ones_share_and_what_is_open_in_groups(group, says, noticing):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84 food")
    await says("lunch 9 food")
    await says("digest daily 8:00")
    [(chat, digest)] = await told(noticing)
    assert chat == "mia"
    assert digest.text == (
        "Wed 18 Nov: €51.00 in 2 entries\n🍽 Food €51.00\nNovember €51\nLisbon: you get back €42.00"
    )


async def test_what_comes_tomorrow_is_said(says, noticing):
    await says("lunch 12 food")
    await says("netflix 15.99 every 20th")
    await says("digest daily 8:00")
    [(_, digest)] = await told(noticing)
    assert digest.text.splitlines()[-1] == "Tomorrow: Netflix €15.99"


async def test_one_remarkable_thing(says, noticing):
    await spend(
        says,
        *(bought(amount="25", date=f"2026-11-0{n}", category="Clothes") for n in range(1, 7)),
        bought(amount="120", date="2026-11-18", category="Clothes", description="shoes"),
    )
    await says("digest daily 8:00")
    [(_, digest)] = await told(noticing)
    assert digest.text.splitlines()[-1] == "Shoes €120.00: 4 times the usual €25 of 👕 Clothes"
