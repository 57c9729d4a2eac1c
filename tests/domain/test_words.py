"""Words are compared without case, accents and surplus space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.words import fold, storable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café ", "CAFE"),
        ("straße", "STRASSE"),
        ("  two   words ", "Two Words"),
        ("ﬁne", "FINE"),
        ("Ёлка", "елка"),
        ("ÇA", "ca"),
        ("ASCII\tonly", "ascii only"),
    ],
)
def test_the_same_word_in_another_dress(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_by_the_short_way_as_by_the_long_one(text):
    assert fold(text) == fold(text + "é").removesuffix("e").rstrip() or not text.strip()


@given(st.text())
def test_what_is_storable_can_be_stored(text):
    assert "\x00" not in storable(text)
    storable(text).encode()
