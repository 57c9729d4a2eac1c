"""App Home: the dialog's answers in sections, whose buttons work there."""

from __future__ import annotations

import pytest
from sqlalchemy import text


@pytest.fixture
async def ana(slack, http):  # noqa: ARG001 (it runs)
    """Ana, who has logged two expenses and has a budget."""
    person = slack.person("Ana", locale="en-GB", tz="Europe/London")
    for said in ("lunch 12.50 food", "taxi 9", "budget food 200 monthly"):
        count = len(slack.messages(person))
        await person.sends(said)
        await slack.until(lambda before=count: len(slack.messages(person)) > before)
    await slack.settled()
    return person


async def shown(slack, person, *words):
    await slack.until(lambda: person.home and all(word in person.home.shown for word in words))
    return person.home


async def test_home_shows_the_month_the_budgets_and_the_last_entries(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "This month", "Budgets", "Last entries")
    assert "£21.50 in 2 entries" in home.shown
    assert "Food: £187.50 left" in home.shown
    assert "#2 Taxi" in home.shown
    assert home.buttons[0] == "Log an expense"


async def test_home_has_no_button_for_what_it_shows_anyway(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "Last entries")
    assert not {"List", "Report"} & set(home.buttons)


async def test_home_follows_what_was_logged_since_when_it_is_opened_again(slack, ana):
    await ana.opens_home()
    await shown(slack, ana, "£21.50")
    await ana.sends("cinema 10")
    await slack.until(lambda: len(slack.messages(ana)) == 4)
    await ana.opens_home()
    await shown(slack, ana, "£31.50", "#3 Cinema")
    await slack.settled()


async def test_a_button_shows_its_answer_in_its_section(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "This month")
    before, turns = home.shown, len(slack.messages(ana))
    label = home.buttons[1]
    seen = await ana.presses(home, label)
    assert not seen.failed
    home = await slack.until(lambda: ana.home if ana.home.shown != before else None)
    assert label in home.shown
    assert "Food: £187.50 left" in home.shown
    assert "#2 Taxi" in home.shown
    assert len(slack.messages(ana)) == turns


async def test_what_home_asks_for_is_never_sent_as_a_message(slack, ana, http):
    await ana.opens_home()
    await shown(slack, ana, "This month")
    await slack.settled()
    async with http.sessions() as session:
        left = await session.scalar(
            text("SELECT count(*) FROM turns WHERE answered_at IS NULL AND source LIKE '%:home:%'")
        )
    assert left == 0
    assert len(slack.messages(ana)) == 3


async def test_opening_the_messages_tab_publishes_nothing(slack, ana):
    await ana.opens_home("messages")
    await slack.settled()
    assert ana.home is None


async def test_somebody_new_is_greeted_without_an_account(slack, http):
    tom = slack.person("Tom")
    await tom.opens_home()
    home = await shown(slack, tom, "I keep your accounts", "lunch 12.50")
    assert home.buttons == ["Log an expense"]
    await slack.settled()
    assert await http.count("users") == 0


async def test_another_s_button_id_is_told_off_on_home_too(slack, ana):
    await ana.opens_home()
    theirs = await shown(slack, ana, "This month")
    forged = next(
        element["value"]
        for block in theirs.blocks
        for element in block.get("elements", ())
        if element.get("value", "").count(":") == 1
    )
    tom = slack.person("Tom", locale="en-GB", tz="Europe/London")
    await tom.sends("tea 2")
    await slack.until(lambda: slack.messages(tom))
    await tom.opens_home()
    home = await shown(slack, tom, "£2.00")
    await tom.presses(home, home.buttons[1], value=forged)
    home = await shown(slack, tom, "That button is for somebody else.")
    assert "Taxi" not in home.shown
    await slack.settled()


@pytest.mark.usefixtures("http")
async def test_markup_in_entries_is_shown_as_typed_on_home(slack):
    eve = slack.person("Eve", locale="en-GB", tz="Europe/London")
    hostile = "<!channel> <https://evil.example|bank> *b* `c` <@U1>"
    await eve.opens_home()
    home = await shown(slack, eve, "I keep your accounts")
    await eve.presses(home, "Log an expense")
    await slack.until(lambda: eve.modals and "Amount" in eve.modals[-1].shown)
    await eve.submits(eve.modals[-1], {"description": hostile, "amount": "3"})
    await slack.until(lambda: slack.messages(eve))
    await eve.opens_home()
    home = await shown(slack, eve, "Last entries")
    assert hostile in home.shown
    await slack.settled()


async def test_home_that_slack_does_not_take_is_given_up_quietly(slack, ana):
    slack.fail("views.publish", with_="internal_error")
    await ana.opens_home()
    await slack.settled()
    assert ana.home is None
    await ana.opens_home()
    await shown(slack, ana, "This month")
    await slack.settled()
    assert [d.status for d in slack.deliveries if d.kind == "events_api"][-2:] == [200, 200]


async def test_home_shows_what_is_told_unasked_and_when_not(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "Digest", "What I tell you")
    assert "You get no digest." in home.shown
    assert "digests, budget warnings, reminders, recurring entries" in home.shown
    assert "Quiet hours: 22:00 to 07:00" in home.shown
    assert {"Digest off", "Budgets off", "Reminders off", "Quiet hours"} <= set(home.buttons)
    assert len(home.blocks) < 40


async def test_kinds_of_notices_are_switched_on_home(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "What I tell you")
    await ana.presses(home, "Budgets off")
    home = await shown(slack, ana, "not: budget warnings")
    assert "You get no digest." in home.shown
    await ana.opens_home()
    home = await slack.until(lambda: ana.home if "Budgets on" in ana.home.buttons else None)
    await ana.presses(home, "Budgets on")
    await slack.until(lambda: "; not: " not in ana.home.shown)
    assert len(slack.messages(ana)) == 3


async def test_a_digest_is_chosen_in_a_menu_and_stopped_in_it(slack, ana):
    await ana.opens_home()
    home = await shown(slack, ana, "You get no digest.")
    seen = await ana.chooses(home, "menu-0", "Daily, 8:00")
    assert not seen.failed
    home = await shown(slack, ana, "Daily digest at 08:00, first ")
    assert "What I tell you" in home.shown
    await ana.chooses(home, "menu-0", "None")
    await shown(slack, ana, "No daily digest any more.")


@pytest.mark.parametrize(
    ("menu", "choice", "answer"),
    [
        ("Mute", "For 3 days", "Muted until "),
        ("Mute", "Unmute", "You are not muted."),
        ("Quiet hours", "23:00 to 6:00", "Quiet hours: 23:00 to 06:00"),
        ("Quiet hours", "None", "No quiet hours"),
    ],
)
async def test_each_menu_says_what_it_did_in_its_section(slack, ana, menu, choice, answer):
    await ana.opens_home()
    home = await shown(slack, ana, "What I tell you")
    block, element = next(
        (block, element)
        for block in home.blocks
        for element in block.get("elements", ())
        if element.get("placeholder", {}).get("text") == menu
    )
    option = next(o for o in element["options"] if o["text"]["text"] == choice)
    await ana._acts(home, block, element | {"selected_option": option})
    await shown(slack, ana, answer)
    await slack.settled()


async def test_a_choice_that_no_menu_offers_does_nothing(slack, ana, http):
    await ana.opens_home()
    home = await shown(slack, ana, "What I tell you")
    block, element = next(
        (block, element)
        for block in home.blocks
        for element in block.get("elements", ())
        if element["type"] == "static_select"
    )
    before = await http.count("entries")
    forged = {"selected_option": {"text": element["placeholder"], "value": "forget me now"}}
    seen = await ana._acts(home, block, element | forged)
    assert not seen.failed
    await slack.settled()
    assert await http.count("entries") == before
    assert ana.home.shown == home.shown
