"""Typed lines become messages and presses; files are saved beside whoever asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bots.console.adapter import LONGEST, Speaker, spoken, to_incoming
from bots.console.chat import _messages, _saved
from bots.dialog.messages import Attachment, Outgoing, SentButton, lines

NOW = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
ANSWER = Outgoing(
    lines=lines("#7 Lunch · €12.50"),
    rows=(
        (SentButton(label="🍽 Food", id="t:0"), SentButton(label="Undo", id="t:1")),
        (SentButton(label="No, €1.20", id="t:2"),),
    ),
)
MIA = Speaker(name=" Mia ", currency="EUR")
GROUP = Speaker(name="Mia", group="Lisbon")


def test_a_number_or_a_label_presses_and_anything_else_is_said():
    for typed in ("2", " undo ", "UNDO"):
        incoming = to_incoming(typed, MIA, now=NOW, answer=ANSWER)
        assert (incoming.button, incoming.text) == ("t:1", "")
    for typed in ("4", "0", "02", "undo #1", "2 undo", "foo", "no"):
        incoming = to_incoming(typed, MIA, now=NOW, answer=ANSWER)
        assert (incoming.button, incoming.text) == (None, typed)


def test_the_emoji_of_a_label_need_not_be_typed():
    assert to_incoming("food", MIA, now=NOW, answer=ANSWER).button == "t:0"
    assert to_incoming("🍽 food", MIA, now=NOW, answer=ANSWER).button == "t:0"
    assert to_incoming("no, €1.20", MIA, now=NOW, answer=ANSWER).button == "t:2"


def test_below_what_somebody_else_was_answered_a_label_presses_what_all_may_press():
    ana = spoken("ana: undo", GROUP)[1]
    for_all = SentButton(label="Why?", id="t:3", for_all=True)
    answer = replace(ANSWER, rows=(*ANSWER.rows, (for_all,)))
    for typed, answered, button in (
        ("undo", "ana", "t:1"), ("undo", "Mia", None), ("food", "Mia", None),
        ("2", "Mia", "t:1"), ("why?", "Mia", "t:3"), ("Why?", "ana", "t:3"),
    ):  # fmt: skip
        incoming = to_incoming(typed, ana, now=NOW, answer=answer, answered=answered)
        assert (incoming.button, incoming.text) == (button, "" if button else typed)


def test_a_line_behind_an_arrow_replies_to_the_answer_above():
    incoming = to_incoming("> 13", MIA, now=NOW, about=ANSWER)
    assert (incoming.text, incoming.reply_to_text) == ("13", "#7 Lunch · €12.50")
    assert to_incoming("> 13", MIA, now=NOW).reply_to_text is None


def test_without_buttons_above_a_number_is_said():
    assert to_incoming("1", MIA, now=NOW).button is None


def test_the_same_line_twice_is_two_messages_of_one_person():
    first, second = (to_incoming("lunch 12", MIA, now=NOW) for _ in range(2))
    assert first.place == second.place
    assert first.place.sender == "mia"
    assert first.sender_name == "Mia"
    assert first.source != second.source


def test_a_file_is_saved_here_and_overwrites_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = Attachment(name="../../2026.csv", media_type="text/csv", content=b"a,b\n")
    assert [str(_saved(file)) for _ in range(3)] == ["2026.csv", "2026-2.csv", "2026-3.csv"]
    assert (tmp_path / "2026-3.csv").read_bytes() == b"a,b\n"
    assert _saved(None) is None


@pytest.mark.parametrize(
    "name",
    [
        "ana",
        "Ana Maria",
        "J. R. Tolkien",
        "O'Brien",
        "Jean-Luc",
        "user_1",
        "Bob2",
        "José",
        "李雷",
        "Sam D.",
        "x" * LONGEST,
    ],
)
def test_in_a_group_a_line_may_begin_with_who_speaks(name):
    said, who = spoken(f"{name}: taxi 27: airport", GROUP)
    assert (said, who.name, who.group) == ("taxi 27: airport", name, "Lisbon")
    incoming = to_incoming(said, who, now=NOW)
    assert incoming.place.chat == "group:lisbon"
    assert incoming.place.sender == name.casefold()
    assert incoming.handle == incoming.sender_name == name


@pytest.mark.parametrize(
    "text",
    [
        "taxi 27",
        "dinner 84: @ana 20 @bob 30",
        "12: lunch",
        "@ana: taxi 27",
        "12:30 lunch 9",
        "ana:taxi 27",
        "dinner:\nsteak 30",
        "ana:",
        "ana:  ",
        "x" * (LONGEST + 1) + ": taxi 27",
    ],
)
def test_what_is_no_name_is_part_of_what_is_said(text):
    assert spoken(text, GROUP) == (text, GROUP)


def test_alone_nobody_else_speaks():
    assert spoken("ana: taxi 27", MIA) == ("ana: taxi 27", MIA)


def test_a_name_is_one_person_however_it_is_written():
    places = {
        to_incoming(*spoken(f"{name}: taxi 27", GROUP), now=NOW).place
        for name in ("José  Luis", "JOSÉ LUIS", "Jose\u0301 Luis")
    }
    assert len(places) == 1


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next():
    typed = [
        "ana: dinner: \\\n",
        "steak 30 @ana\\\n",
        "salad 10 @mia\n",
        "\n",
        "lunch 12\r\n",
        "tea 2\\\n",
    ]
    assert list(_messages(iter(typed))) == [
        "ana: dinner:\nsteak 30 @ana\nsalad 10 @mia",
        "lunch 12",
        "tea 2",
    ]
