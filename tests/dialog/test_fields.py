"""Reading corrections: pure, for any text."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.dialog.fields import Fields, read_fields
from bots.dialog.turn import Said, context_of
from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ExpenseIQError
from expenseiq_core.services.chats import Category, Resolved

CATEGORIES = tuple(
    Category(
        id=uuid.UUID(int=position),
        name=default.name,
        folded=fold(default.name),
        kind=default.kind,
        emoji=default.emoji,
        colour=default.colour,
        default_name=default.name,
    )
    for position, default in enumerate(DEFAULT_CATEGORIES)
)
WHO = Resolved(
    chat_id=uuid.UUID(int=100),
    user_id=uuid.UUID(int=101),
    user_name="Mia",
    locale="en_GB",
    timezone="UTC",
    ledger_id=uuid.UUID(int=102),
    ledger_kind="personal",
    member_id=uuid.UUID(int=103),
    currency="EUR",
    entry_currency="EUR",
    month_start=1,
    next_no=1,
    odd_turn=0,
    revision=0,
    categories=CATEGORIES,
)
SAID = Said(text="", context=context_of(WHO, dt.datetime(2026, 11, 18, 12)), who=WHO)  # noqa: DTZ001 (a wall clock)
WORDS = (
    "amount category date day description note tags payment method currency kind price none off"
    " 13 13.50 1.200 €5 5 usd yesterday 12 nov 2026-11-12 9999-99-99 transport food kids & pets"
    " #work -#work #17 cash card by income refund // : = - + @ana with lunch 🍕 ½ Ärger то"
).split()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("13", Fields(amount=Decimal(13))),
        ("yesterday", Fields(date=dt.date(2026, 11, 17))),
        ("transport", Fields(category="Transport")),
        ("Kids & pets", Fields(category="Kids & pets")),
        ("note: with Ana", Fields(note="with Ana")),
        ("payment by card", Fields(payment_method="card")),
        ("-#work", Fields(untags=("work",))),
        (
            "amount 13 note paid by mum date 12 nov",
            Fields(amount=Decimal(13), note="paid by mum", date=dt.date(2026, 11, 12)),
        ),
        (
            "description amount to pay amount 13",
            Fields(amount=Decimal(13), description="amount to pay"),
        ),
        ("thanks a lot", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_a_text_is_read_as_the_fields_that_it_names(text, fields):
    assert read_fields(SAID, text) == fields


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join))
def test_any_words_are_read_or_refused_in_words(text):
    _reads_or_refuses(text)


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text):
    _reads_or_refuses(text)


def _reads_or_refuses(text: str) -> None:
    try:
        found = read_fields(SAID, text)
    except ExpenseIQError:
        return
    assert found is None or found != Fields()
