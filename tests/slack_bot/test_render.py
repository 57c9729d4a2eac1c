"""Answers as Slack takes them: within its limits, and with nothing that comes alive."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.dialog.messages import Outgoing, SentButton, Span, line, lines
from bots.slack import render
from bots.slack.text import escaped, typed
from tests.simulators import slack_blocks, slack_markup

MARKUP = ["<!channel>", "<@U1>", "<https://evil.example|bank>", "</b>", "&lt;!here&gt;", "*b*"]
TEXTS = st.sampled_from(MARKUP) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&!@|*_~`:\n"), max_size=400
)
SPANS = st.builds(Span, TEXTS, st.sampled_from(["plain", "bold", "code"]))
LINES = st.lists(st.lists(SPANS, max_size=5).map(tuple), max_size=30).map(tuple)
BUTTONS = st.builds(
    SentButton, label=TEXTS, id=st.integers(0, 999).map(lambda n: f"{uuid.uuid4()}:{n}")
)
ROWS = st.lists(st.lists(BUTTONS, max_size=30).map(tuple), max_size=60).map(tuple)


def plain(outgoing):
    return "".join(outgoing.text.split())


@settings(max_examples=150, deadline=None)
@given(LINES, ROWS)
def test_every_message_is_within_the_limits_and_nothing_is_alive(shown, rows):
    outgoing = Outgoing(lines=shown, rows=rows)
    found = render.messages(outgoing)
    assert found
    for message in found:
        assert slack_blocks.wrong_in(message.blocks, most=50) == []
        assert sum(len(text) for _, text in slack_blocks.texts(message.blocks)) < 13_200
        assert len(message.text.strip()) > 0
        assert len(message.text) <= 4000
        assert slack_markup.alive(message.text) == []
        assert slack_blocks.alive_in(message.blocks) == []


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_nothing_of_an_answer_is_lost_and_nothing_added(shown):
    outgoing = Outgoing(lines=shown)
    if not plain(outgoing):
        return
    found = render.messages(outgoing)
    read = "".join(slack_blocks.reading(one.blocks) for one in found)
    assert "".join(read.split()) == plain(outgoing)
    heard = "".join(slack_markup.unescape(one.text) for one in found)
    assert "".join(heard.split()) == plain(outgoing)


@given(TEXTS)
def test_what_is_escaped_is_read_as_it_was(text):
    assert typed(escaped(text)) == text


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_text_in_the_message_and_escaped_in_its_notification(markup):
    [shown] = render.messages(Outgoing(lines=lines(f"#1 {markup}")))
    assert shown.blocks[0]["elements"][0]["elements"] == [{"type": "text", "text": f"#1 {markup}"}]
    assert shown.text == f"#1 {escaped(markup)}"
    assert not set("<>") & set(shown.text)


def test_short_answer_is_one_message_with_a_row_of_buttons_each():
    rows = ((SentButton(label="Undo", id="1:0"),), (SentButton(label="More", id="1:1"),))
    [shown] = render.messages(Outgoing(lines=(line("#17 ", Span("Lunch", "bold")),), rows=rows))
    assert shown.text == "#17 Lunch"
    assert [block["type"] for block in shown.blocks] == ["rich_text", "actions", "actions"]
    section = shown.blocks[0]["elements"][0]["elements"]
    assert section == [
        {"type": "text", "text": "#17 "},
        {"type": "text", "text": "Lunch", "style": {"bold": True}},
    ]
    assert shown.blocks[1]["elements"][0]["value"] == "1:0"
    names = [button["action_id"] for block in shown.blocks[1:] for button in block["elements"]]
    assert len(set(names)) == 2


def test_long_answer_is_cut_between_lines_and_its_buttons_are_below_the_last_part():
    rows = ((SentButton(label="Undo", id="1:0"),),)
    outgoing = Outgoing(lines=lines("\n".join(["x" * 99] * 100)), rows=rows)
    *first, last = render.messages(outgoing)
    assert len(first) == 3
    assert all(len(one.blocks) == 1 for one in first)
    assert [block["type"] for block in last.blocks] == ["rich_text", "actions"]
    assert all(set(one.text.split("\n")) == {"x" * 99} for one in [*first, last])


@pytest.mark.parametrize("length", [75, 76, 200])
def test_long_label_is_cut(length):
    rows = ((SentButton(label="y" * length, id="1:0"),),)
    [shown] = render.messages(Outgoing(lines=lines("x"), rows=rows))
    label = shown.blocks[1]["elements"][0]["text"]["text"]
    assert len(label) == 75
    assert label.endswith("y" if length == 75 else "…")


@pytest.mark.parametrize(
    ("delivered", "said"),
    [
        ("lunch 12.50", "lunch 12.50"),
        ("&lt;!channel&gt; &amp;amp; a &lt; b", "<!channel> &amp; a < b"),
        ("dinner 84 with <@U1|ana> <@W2>", "dinner 84 with @ana @W2"),
        ("lunch 12 <#C1|food> <#C2|>", "lunch 12 #food #C2"),
        ("<http://booking.com|booking.com> 39", "booking.com 39"),
        ("<https://a.b/c?d=1&amp;e=2> 5", "https://a.b/c?d=1&e=2 5"),
        ("<mailto:a@b.c|a@b.c> 5", "a@b.c 5"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|Friday>", "@here @team Friday"),
        ("<!subteam^S1> <!channel|channel>", "@subteam channel"),
    ],
)
def test_delivered_text_is_read_as_it_was_typed(delivered, said):
    assert typed(delivered) == said
