"""Codes of accounts to be linked: read as they are typed, and never mistaken for an amount."""

from __future__ import annotations

import pytest

from expenseiq_core.domain import link_code


@pytest.mark.parametrize(
    "typed", ["K7Q2M9XD", "k7q2m9xd", "K7Q2-M9XD", "k7q2 m9xd", " K7Q2–M9XD ", "K7-Q2-M9-XD"]
)
def test_a_code_is_read_as_people_type_it(typed):
    assert link_code.typed(typed) == "K7Q2M9XD"


@pytest.mark.parametrize(
    "typed", ["", "K7Q2M9X", "K7Q2M9XDD", "K7Q2M9X0", "K7Q2M9XO", "K7Q2_M9XD", "ｋ7Q2M9XD"]
)
def test_what_is_no_code_is_none(typed):
    assert link_code.typed(typed) is None


@pytest.mark.parametrize("amount", ["23456czk", "czk23456", "23456789", "backpack", "2345kczk"])
def test_an_amount_or_a_word_is_no_code(amount):
    assert link_code.typed(amount) is None


def test_a_code_is_shown_so_that_it_can_be_read_out():
    assert link_code.shown("K7Q2M9XD") == "K7Q2-M9XD"
    assert link_code.typed(link_code.shown("K7Q2M9XD")) == "K7Q2M9XD"
