"""Whatever field it is in, what somebody typed is shown as typed and comes alive nowhere.

The simulated Slack notes every mention, broadcast and link that its readers would see alive; the
fixture `slack` fails a test for any.
"""

from __future__ import annotations

import pytest

from tests.slack_bot.test_conversation import answered
from tests.slack_bot.test_modals import form, initial

HOSTILE = "<!channel> </b> <https://evil.example|bank> &lt;!here&gt; *x* `y`"
NAME = "<!here> & <@U1>"


async def said(slack, person, text, **more):
    before = len(slack.messages(person))
    await person.sends(text, **more)
    return (await answered(slack, person, count=before + 1))[-1]


async def test_a_note_and_a_name_are_shown_as_typed(slack, http):
    ana = slack.person(NAME, locale="en-GB")
    answer = await said(slack, ana, f"lunch 12.50 food // {HOSTILE}")
    assert NAME in (await said(slack, ana, "history #1")).shown
    await ana.presses(answer, "Details")
    assert initial(await form(slack, ana))["note"] == HOSTILE
    assert len(await http.entries()) == 1


async def test_a_category_is_shown_as_typed_in_texts_and_on_buttons(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    await said(slack, ana, "lunch 12.50 food")
    added = await said(slack, ana, "category add <!channel> & <b>co</b>")
    assert "<!channel> & <b>co</b>" in added.shown
    gum = await said(slack, ana, "gum 3 // :smile:")
    assert "<!channel> & <b>co</b>" in gum.buttons
    await ana.presses(gum, "<!channel> & <b>co</b>")
    await slack.until(lambda: "· <!channel> & <b>co</b>" in slack.messages(ana)[-1].shown)
    budget = await said(slack, ana, "budget <!channel> & <b>co</b> 200 monthly")
    assert "<!channel> & <b>co</b>" in budget.shown
    await ana.opens_home()
    await slack.until(lambda: ana.home)
    assert len(await http.entries()) == 2


@pytest.mark.usefixtures("http")
async def test_a_file_is_named_as_it_is_called(slack):
    ana = slack.person("Ana", locale="en-GB")
    await said(slack, ana, "lunch 12.50", file=("<!channel> & x.pdf", "application/pdf", b"%PDF"))
    await ana.sends("receipt #1")
    await slack.until(lambda: "<!channel> & x.pdf" in slack.messages(ana)[-1].shown)


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize("text", ["search {}", "left {}", "help {}", "/nonsense {}", "tags {}"])
async def test_what_is_not_found_is_repeated_as_typed(slack, text):
    ana = slack.person("Ana", locale="en-GB")
    await said(slack, ana, "lunch 12.50 food")
    await said(slack, ana, text.format("<!channel>"))
    await ana.types_command(f"/expense {text.format('<https://evil.example|bank>')}")
    await slack.settled()
