"""Text that somebody typed is data, whatever it looks like."""

from __future__ import annotations

import json

from bots.console import render
from bots.dialog.messages import Outgoing, SentButton, Span, line

ANSWER = Outgoing(
    lines=(line("#1 ", Span("[bold]Lunch[/] :smile:", "bold")), line("\x1b[2JToday \x9b31m €5")),
    rows=(
        (SentButton(label="Category", id="t:0"), SentButton(label="Undo", id="t:1")),
        (SentButton(label="Mo\x07re", id="t:2"),),
    ),
    data={"entry": {"number": 1}},
)


def test_plain_text_numbers_the_buttons_through_all_rows():
    assert render.plain(ANSWER) == (
        "#1 [bold]Lunch[/] :smile:\n[2JToday 31m €5\n[1 Category] [2 Undo]\n[3 More]"
    )


def test_a_terminal_shows_styles_and_takes_no_orders_from_text():
    shown = render.styled(ANSWER)
    assert shown.plain == render.plain(ANSWER)
    assert "bold" in {str(span.style) for span in shown.spans}


def test_json_is_one_line_with_the_text_as_it_is():
    said = render.as_json(ANSWER)
    assert "\n" not in said
    answer = json.loads(said)
    assert answer["text"] == ANSWER.text
    assert answer["buttons"][1] == {"label": "Undo", "id": "t:1"}
    assert answer["data"] == {"entry": {"number": 1}}
