"""Budget warnings on their way: judged when they are sent, in one message, where one wants them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from sqlalchemy import event, text

from bots.dialog.messages import Answer
from bots.dialog.notices import budget, recurring
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from tests.dialog.conftest import NOON, Group, labels
from tests.dialog.noticing import Noticing
from tests.dialog.test_told_alone import everything

NIGHT = dt.datetime(2026, 11, 18, 23, 30, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 11, 19, 7, 0, tzinfo=dt.UTC)
KINDS = (budget.KIND, recurring.KIND)


class Everywhere(Noticing):
    """Sends on two platforms and by mail."""

    async def send(self, claimed, outgoing):
        place = claimed.place
        self.said.append((f"{place.platform}:{place.chat}" if place else "mail", outgoing))
        return f"n{len(self.said)}"

    async def tick(self, at=None):
        self.at = at or self.at
        before = len(self.said)
        senders = dict.fromkeys(("test", "other", "mail"), self)
        await Planner(self.sessions, KINDS, clock=lambda: self.at).plan()
        await Deliverer(self.sessions, KINDS, senders, clock=lambda: self.at).deliver()
        return self.said[before:]

    async def texts(self, at=None):
        return [shown.text for _, shown in await self.tick(at)]


@pytest.fixture
def noticing(sessions):
    return Everywhere(sessions)


@pytest.fixture
async def trip(says, group):
    """Mia with a food budget of 100, in a group with Ana."""
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    return group


@contextlib.contextmanager
def counting(sessions):
    """The statements that are said meanwhile."""
    engine, said = sessions.kw["bind"].sync_engine, []

    def listen(*arguments):
        said.append(arguments[2])

    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)


async def do(sessions, statement):
    async with sessions.begin() as session:
        await session.execute(text(statement))


async def test_it_says_how_much_by_what_and_what_is_left_with_buttons_that_work(
    trip, says, noticing
):
    await trip("ana", "dinner 170 food")
    [(where, said)] = await noticing.tick()
    assert where == "test:mia"
    assert said.text == (
        "⚠️ Food: €85 of €100 (85 %)\nby Dinner in Lisbon\n€15 left for 13 days, €1.15 a day"
    )
    assert labels(said) == ["See Food", "Change budget", "Only at 100 %"]
    says.last = said
    assert (await says.press("See Food")).text.startswith("Food €100 a month\n▓▓▓▓▓▓▓▓░░ €85")
    says.last = said
    assert (await says.press("Change budget")).text.startswith("Food €100 a month\nWhat shall")
    says.last = said
    assert (await says.press("Only at 100 %")).text == "Food €100 a month: warns at 100 %"
    await trip("ana", "supper 40 food")
    [(_, said)] = await noticing.tick()
    assert said.text.splitlines()[::2] == ["⚠️ Food: €105 of €100 (105 %)", "€5 over, 13 days to go"]
    assert labels(said) == ["See Food", "Change budget", "Don't warn"]
    says.last = said
    assert (await says.press("Don't warn")).text == "Food €100 a month: no warnings"


async def test_the_figures_are_those_of_the_moment_it_is_sent(trip, says, noticing):
    await trip("ana", "dinner 170 food")
    await says("lunch 5 food")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €90 of €100 (90 %)")


async def test_two_budgets_that_one_entry_crosses_are_one_message(trip, says, noticing):
    await says("budget 105")
    await trip("ana", "dinner 170 food")
    [said] = await noticing.texts()
    assert said == (
        "⚠️ Food: €85 of €100 (85 %)\n⚠️ All spending: €85 of €105 (80 %)\nby Dinner in Lisbon"
    )
    assert await noticing.texts() == []
    assert await noticing.states() == [("sent", None), ("skipped", "said with another")]


async def test_what_crossed_in_the_night_is_one_message_in_the_morning(trip, says, noticing):
    await says("budget fun 50 weekly")
    trip.at = NIGHT
    await trip("ana", "dinner 170 food")
    trip.at += dt.timedelta(hours=1)
    await trip("ana", "museum 90 fun")
    assert await noticing.texts(trip.at) == []
    assert await noticing.texts(MORNING) == ["⚠️ Food: €85 of €100 (85 %)\n⚠️ Fun: €45 of €50 (90 %)"]


@pytest.mark.parametrize(
    "then", ["budget food 300", "budget food off", "warn food off", "warn food at 99"]
)
async def test_of_a_budget_that_was_changed_meanwhile_nothing_is_said(trip, says, noticing, then):
    await trip("ana", "dinner 170 food")
    await says(then)
    assert await noticing.texts() == []
    assert await noticing.states() == [("skipped", "not true any more")]


async def test_another_limit_warns_anew(trip, says, noticing):
    await trip("ana", "dinner 170 food")
    assert len(await noticing.tick()) == 1
    await says("budget food 300")
    await trip("ana", "feast 320 food")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €245 of €300 (81 %)")


async def test_a_higher_threshold_reached_meanwhile_is_the_only_one_told(trip, noticing):
    await trip("ana", "dinner 170 food")
    await trip("ana", "supper 40 food")
    assert [said.splitlines()[0] for said in await noticing.texts()] == [
        "⚠️ Food: €105 of €100 (105 %)"
    ]
    assert await noticing.texts() == []


async def test_what_ones_own_answer_warned_of_is_not_told_again(trip, says, noticing):
    await trip("ana", "dinner 170 food")
    assert "⚠️ Food: €115 of €100" in (await says("lunch 30 food")).text
    assert await noticing.texts() == []


async def test_if_the_higher_one_is_taken_back_the_lower_is_told(trip, noticing):
    await trip("ana", "dinner 170 food")
    await trip("ana", "supper 40 food")
    await trip("ana", "undo")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €85 of €100 (85 %)")


async def test_an_edit_or_a_deletion_takes_it_back_and_what_was_not_true_may_be_later(
    trip, says, noticing
):
    await trip("ana", "dinner 170 food")
    await trip("ana", "edit #1 amount 20")
    assert await noticing.texts() == []
    await trip("ana", "edit #1 amount 180")
    await says("budget food 300")
    assert await noticing.texts() == []
    await says("budget food 100")
    await trip("ana", "delete #1")
    await trip("ana", "restore #1")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €90 of €100 (90 %)")


async def test_it_is_told_where_the_budget_says(trip, says, noticing):
    await says("warn food at 30 120")
    await trip("ana", "dinner 64 food")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €32 of €100 (32 %)")
    await trip("ana", "feast 150 food")
    assert await noticing.texts() == []


async def test_ones_own_quiet_hours_count(trip, noticing, sessions):
    await do(
        sessions,
        "INSERT INTO preferences (user_id, quiet_from, quiet_until)"
        " SELECT user_id, '11:00', '14:30' FROM identities WHERE external_id = 'mia'",
    )
    await trip("ana", "dinner 170 food")
    assert await noticing.texts() == []
    assert len(await noticing.tick(NOON + dt.timedelta(hours=2, minutes=30))) == 1


async def test_whoever_logs_it_in_the_night_is_awake(trip, noticing):
    trip.at = NIGHT
    await trip("mia", "dinner 170 food")
    assert len(await noticing.tick(NIGHT)) == 1


async def test_two_hours_late_it_is_no_news(trip, noticing):
    await trip("ana", "dinner 170 food")
    assert await noticing.texts(NOON + dt.timedelta(hours=2, minutes=1)) == []
    assert await noticing.states() == [("skipped", "too late")]


async def test_who_does_not_want_warnings_gets_none(trip, noticing, sessions):
    await do(
        sessions,
        "INSERT INTO preferences (user_id, off)"
        " SELECT user_id, ARRAY['budget'] FROM identities WHERE external_id = 'mia'",
    )
    await trip("ana", "dinner 170 food")
    assert await noticing.texts() == []
    assert await noticing.states() == []


async def test_it_goes_to_every_platform_and_by_mail_where_one_wants_that(
    trip, says, somebody, noticing, sessions
):
    code = (await says("link")).data["code"]
    phone = somebody("mia2", platform="other")
    assert (await phone(f"link {code}")).text.startswith("Linked:")
    await do(
        sessions,
        "INSERT INTO preferences (user_id, hear)"
        " SELECT user_id, 'all' FROM identities WHERE external_id = 'mia'",
    )
    await do(
        sessions,
        "INSERT INTO emails (user_id, address, verified_at)"
        " SELECT user_id, 'mia@example.org', now() FROM identities"
        " WHERE external_id = 'mia'",
    )
    await trip("ana", "dinner 170 food")
    told = await noticing.tick()
    assert sorted(where for where, _ in told) == ["mail", "other:mia2", "test:mia"]
    assert len({said.text for _, said in told}) == 1


async def test_however_many_are_told_at_once_it_takes_as_many_statements(
    sessions, somebody, noticing
):
    counted = []
    for title, names in (("Lisbon", ("a", "b")), ("Porto", tuple("cdefgh"))):
        group = Group(sessions, title=title)
        for name in names:
            await somebody(name)("budget food 10 monthly")
        await group.meet(*names)
        await group(names[0], f"dinner {9 * len(names)} food")
        async with sessions.begin() as session:
            claimed = await everything(session)
            with counting(sessions) as statements:
                composed = await budget.compose(session, claimed, NOON)
        assert len(composed) == len(claimed) == len(names)
        assert all(isinstance(words, Answer) for words in composed.values())
        counted.append(len(statements))
        await noticing.tick()
    assert counted[0] == counted[1] <= 6


async def test_a_budget_that_does_not_cover_it_costs_its_owner_no_sums(trip, says, sessions):
    await says("budget food off")
    await says("budget travel 1000 yearly")
    with counting(sessions) as statements:
        await trip("ana", "dinner 170 food")
    assert len(statements) == 4


async def test_a_recurring_share_is_told_alone_and_a_groups_budget_in_its_chat(trip, noticing):
    await trip("ana", "budget food 150")
    await trip("ana", "meal kit 170 food monthly on the 19th")
    said = await noticing.tick(dt.datetime(2026, 11, 19, 9, tzinfo=dt.UTC))
    told = {where: shown.text for where, shown in said}
    assert told.keys() == {"test:group-lisbon", "test:mia"}
    assert "⚠️ Food: €170 of €150 (113 %)" in told["test:group-lisbon"]
    assert told["test:mia"].startswith("⚠️ Food: €85 of €100 (85 %)\nby Meal kit in Lisbon")


async def test_what_recurs_in_ones_own_book_warns_in_its_notice_or_else_by_itself(
    says, noticing, sessions
):
    await says("budget food 100 monthly")
    await says("meal kit 45 food weekly on thursday")
    [said] = await noticing.texts(dt.datetime(2026, 11, 19, 9, tzinfo=dt.UTC))
    assert "⚠️" not in said
    await do(
        sessions,
        "INSERT INTO preferences (user_id, off)"
        " SELECT user_id, ARRAY['recurring'] FROM identities WHERE external_id = 'mia'",
    )
    assert await noticing.texts(dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)) == [
        "⚠️ Food: €90 of €100 (90 %)\nby Meal kit\n€10 left for 5 days, €2 a day"
    ]


async def test_whichever_of_several_dates_that_were_missed_crossed_it_is_warned_of_once(
    says, noticing
):
    await says("budget food 100 monthly")
    await says("meal kit 45 food daily")
    said = await noticing.texts(dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))
    assert len(said) == 1
    assert "⚠️ Food: €180 of €100 (180 %)" in said[0]
    assert "⚠️" not in (await noticing.texts(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)))[0]


async def test_what_a_share_in_another_currency_is_worth_counts(trip, noticing, sessions):
    await do(sessions, "INSERT INTO rates VALUES ('USD', '2026-11-17', 2)")
    await trip("ana", "dinner 340 usd food")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €85 of €100 (85 %)")


async def test_a_refund_that_is_undone_crosses_too(trip, noticing):
    await trip("ana", "dinner 170 food")
    assert len(await noticing.tick()) == 1
    await trip("ana", "supper 40 food")
    await trip("ana", "refund 20 food")
    assert await noticing.texts() == []
    await trip("ana", "undo")
    assert (await noticing.texts())[0].startswith("⚠️ Food: €105 of €100 (105 %)")


async def test_where_it_is_read_along_the_answer_warns_of_the_groups_budget(group):
    await group.meet("mia", "ana")
    await group("mia", "budget food 100")
    await group("mia", "listen on")
    answer = await group("ana", "dinner €85", addressed=False)
    assert "⚠️ Food: €85 of €100 (85 %)" in answer.text
