from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bots.dialog.messages import Outgoing, SentButton, Span, line, lines
from bots.telegram import render
from tests.simulators import telegram_text

SPANS = st.builds(
    Span,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["plain", "bold", "code"]),
)
ANSWERS = st.lists(st.lists(SPANS, max_size=5).map(tuple), max_size=12).map(
    lambda rows: Outgoing(lines=tuple(rows))
)


def covered(part):
    """What a part's entities cover, by Telegram's own way of counting."""
    return [(telegram_text.cut(part.text, e.offset, e.length), e.type) for e in part.entities]


def test_bold_and_code_are_entities_counted_in_utf_16_units():
    answer = Outgoing(lines=(line("🍽 ", Span("Föod 🧾", "bold"), " then"), line(Span("x", "code"))))
    (part,) = render.parts(answer)
    assert part.text == "🍽 Föod 🧾 then\nx"
    assert covered(part) == [("Föod 🧾", "bold"), ("x", "code")]


def test_what_looks_like_markup_stays_text():
    typed = "</b> *x* _y_ `z` [a](https://evil) <https://evil|bank> <!channel> &amp;"
    (part,) = render.parts(Outgoing(lines=lines(typed)))
    assert (part.text, part.entities) == (typed, ())


def test_a_long_answer_is_cut_where_a_line_ends():
    rows = [f"#{n} {'x' * 90}" for n in range(100)]
    parts = render.parts(Outgoing(lines=lines("\n".join(rows))))
    assert len(parts) == 3
    assert [row for part in parts for row in part.text.split("\n") if row] == rows


def test_a_cut_goes_round_a_bold_stretch():
    answer = Outgoing(lines=(line("x" * 4090, Span("twelve chars", "bold"), " end"),))
    first, second = render.parts(answer)
    assert first.text == "x" * 4090
    assert covered(second) == [("twelve chars", "bold")]


def test_a_bold_stretch_longer_than_a_message_goes_on_in_the_next():
    parts = render.parts(Outgoing(lines=(line(Span("🧾" * 5000, "bold")),)))
    assert [telegram_text.units(part.text) for part in parts] == [4096, 4096, 1808]
    assert [kind for part in parts for _, kind in covered(part)] == ["bold"] * 3


def test_half_a_surrogate_pair_does_not_stop_the_answer():
    (part,) = render.parts(Outgoing(lines=(line("a\ud83db"),)))
    assert part.text == "a?b"


def test_nothing_but_blanks_is_no_message():
    assert render.parts(Outgoing(lines=lines(" \n\n "))) == []


@given(ANSWERS, st.integers(16, 200))
def test_parts_make_up_the_text_and_each_is_what_telegram_accepts(answer, most):
    parts = render.parts(answer, most=most)
    joined = "".join(part.text for part in parts)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", answer.text)
    assert joined in answer.text or any(c.isspace() for c in answer.text)
    for part in parts:
        assert 0 < telegram_text.units(part.text) <= most
        assert part.text.strip()
        telegram_text.check(part.text, [entity.to_dict() for entity in part.entities])


@given(ANSWERS, st.integers(90, 200))
def test_an_entity_that_fits_a_message_is_never_cut(answer, most):
    shown = [c for part in render.parts(answer, most=most) for c in covered(part)]
    marked = [
        (span.text, span.style)
        for row in answer.lines
        for span in row
        if span.style != "plain" and span.text.strip()
    ]
    assert shown == marked


def test_long_rows_of_buttons_are_broken_and_ids_fit_telegram():
    name = "01999999-9999-7999-8999-999999999999"
    row = tuple(SentButton(label=str(n), id=f"{name}:{n}") for n in range(20))
    markup = render.keyboard([row, row[:1]])
    assert [len(shown) for shown in markup.inline_keyboard] == [8, 8, 4, 1]
    assert all(len(b.callback_data.encode()) <= 64 for r in markup.inline_keyboard for b in r)


def test_no_buttons_are_no_keyboard():
    assert render.keyboard([]) is None
    assert render.keyboard([()]) is None
