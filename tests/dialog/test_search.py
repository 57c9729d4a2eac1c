"""`search`: words and filters in any mix."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialog import filters, typed
from bots.dialog.turn import Said, context_of
from expenseiq_core.domain.filter import AmountRange, Filter
from expenseiq_core.domain.period import Period
from expenseiq_core.services.chats import Category, Resolved
from expenseiq_core.services.ids import new_id
from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels

BOOK = (
    bought(amount="3.50", description="coffee", date="2026-11-13", method="card"),
    bought(amount="4.20", description="Café crème", date="2026-10-30", note="with Zoë"),
    bought(amount="80", description="shoes", category="Clothes", tags=("work",), method="cash"),
    bought(amount="25", description="dog food", category="Kids & pets", date="2026-11-02"),
    bought(amount="-30", description="coffee machine back", category="Home", date="2026-11-03"),
    bought(amount="100", description="etf", category="Savings", date="2026-09-01"),
    bought(amount="900000", description="phở", currency="VND", base=None, date="2026-03-05"),
    bought(amount="20", description="50%_off", category="Fun", tags=("sale", "work")),
)


async def found(says, said_text: str) -> set[int]:
    return {entry["number"] for entry in (await says(said_text)).data.get("entries", ())}


async def test_the_answer_says_sum_and_count_then_the_newest(says):
    await spend(says, *BOOK)
    answer = await says("search coffee")
    assert answer.text == (
        "Coffee: −€26.50 in 2 entries\n"
        "#1 Coffee €3.50 · 🍽 Food · Fri 13 Nov\n"
        "#5 Coffee machine back −€30.00 · 🏠 Home · Tue 3 Nov"
    )
    assert answer.data["totals"] == {
        "count": 2,
        "spent": "-26.50",
        "saved": "0.00",
        "moved": "0.00",
        "income": "0.00",
        "without_rate": 0,
        "currency": "EUR",
    }


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("search CAFE", {2}),
        ("find café", {2}),
        ("search for zoe", {2}),
        ("search creme cafe", {2}),
        ('search "crème café"', set()),
        ('search "cafe creme"', {2}),
        ("search 50%_off", {8}),
        ("search %", {8}),
        ("search o_f", set()),
        ("search food", {1, 2, 7}),
        ("search in food", {1, 2, 7}),
        ("search coffee in food", {1}),
        ("search coffee food november", set()),
        ("search dog food", {4}),
        ("search food november", {1}),
        ("search #work", {3, 8}),
        ("search #work #sale", {8}),
        ("search #Work", {3, 8}),
        ("search >20", {3, 4, 5, 6}),
        ("search >=20", {3, 4, 5, 6, 8}),
        ("search over 20", {3, 4, 5, 6}),
        ("search <4", {1}),
        ("search < €4", {1}),
        ("search 10..50", {4, 5, 8}),
        ("search 20-50", {4, 5, 8}),
        ("search between 4 and 25", {2, 4, 8}),
        ("search >20 <90", {3, 4, 5}),
        ("search #work #work", {3, 8}),
        ("search #17", set()),
        ("search >1.2.3.4 coffee", set()),
        ("search dog food with", {4}),
        ('search "" dog', {4}),
        ('search in "clothes"', {3}),
        ('search by "cash"', {3}),
        ("search 1-12 november", {4, 5}),
        ("search nov 1-12", {4, 5}),
        ("search 2025..2026 dog", {4}),
        ("search 4.20", {2}),
        ("search €20", {8}),
        ("search 3.50", {1}),
        ("search 3.50 in food november", {1}),
        ("/search coffee 3.50", {1}),
        ("search >100000 VND", {7}),
        ("search last month", {2}),
        ("search november", {1, 3, 4, 5, 8}),
        ("search 2026", {1, 2, 3, 4, 5, 8}),
        ("search 1 nov - 12 nov", {4, 5}),
        ("search since monday", {3, 8}),
        ("search by card", {1}),
        ("search paid by card", {1}),
        ("search in cash", {3}),
        ("search coffee this year >3 in food by card", {1}),
        ("search by card in food coffee >3 november", {1}),
        ("search savings", {6}),
    ],
)
async def test_filters_in_any_mix(says, text, numbers):
    await spend(says, *BOOK)
    assert await found(says, text) == numbers


async def test_what_has_no_rate_is_said(says):
    await spend(says, *BOOK)
    assert (await says("search food")).text.splitlines()[0] == (
        "🍽 Food: €7.70 in 3 entries, 1 without a rate not counted"
    )


async def test_what_is_no_spending_is_named(says):
    await spend(says, *BOOK)
    assert (await says("search etf")).text.splitlines()[0] == "Etf: €100.00 saved in 1 entry"


async def test_the_filter_is_said_as_it_was_read(says):
    await spend(says, *BOOK)
    answer = await says("search coffee in food #work over 20 by card last month")
    assert answer.text == ("Nothing found: coffee · 🍽 Food · #work · over €20 · by card · October")


async def test_more_goes_on_with_the_same_filter(says):
    await spend(says, *[bought(description=f"coffee {n}", amount="2") for n in range(8)], *BOOK[3:])
    first = await says("search coffee <3 november in food")
    assert (
        first.text.splitlines()[0] == "Coffee · 🍽 Food · under €3 · November: €16.00 in 8 entries"
    )
    assert labels(first) == ["More"]
    # Pressed in the next month, it still means the one it was made in.
    says.at += dt.timedelta(days=20)
    second = await says.press("More")
    assert [e["number"] for e in second.data["entries"]] == [2, 1]
    assert labels(second) == []


async def test_a_number_among_the_words_makes_it_an_expense(says):
    assert (await says("search engine ads 20")).data["entry"]["amount"] == "20.00"


async def test_search_alone_is_told_the_form(says):
    for text in ("search", "/search", "/find"):
        assert (await says(text)).text.startswith("Try: search coffee")


async def test_nothing_of_others_is_found(says, somebody):
    await spend(somebody("bob"), bought(description="coffee"))
    await spend(says, bought(description="tea"))
    assert (await says("search coffee")).text == "Nothing found: coffee"


async def test_voided_entries_are_not_found(says):
    await spend(says, bought(description="coffee"))
    await says("undo #1")
    assert await found(says, "search coffee") == set()


CATEGORIES = tuple(
    Category(id=new_id(), name=n, folded=n.casefold(), kind="spending", emoji="", colour="#000000")
    for n in ("Food", "March", "Kids & pets", "by card", "last month")
)


def said(locale: str) -> Said:
    who = Resolved(
        chat_id=new_id(), user_id=new_id(), user_name="Mia", locale=locale, timezone="UTC",
        ledger_id=new_id(), ledger_kind="personal", member_id=new_id(), currency="EUR",
        entry_currency="EUR", month_start=1, next_no=1, odd_turn=0, revision=0,
        categories=CATEGORIES,
    )  # fmt: skip
    return Said(text="", who=who, context=context_of(who, dt.datetime(2026, 11, 18, 12)))  # noqa: DTZ001


dates = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
periods = st.one_of(
    st.builds(lambda a, n: Period(a, a + dt.timedelta(days=n)), dates, st.integers(1, 800)),
    st.builds(lambda a: Period(a, dt.date.max), dates),
    st.builds(lambda a: Period(dt.date.min, a), dates),
    st.just(Period(dt.date.min, dt.date.max)),
)
amounts = st.builds(
    lambda least, more, currency: AmountRange(
        least=least, most=None if more is None else least + more, currency=currency
    ),
    st.integers(1, 10**8),
    st.none() | st.integers(0, 10**8),
    st.sampled_from([None, "USD", "GBP"]),
)
asked = st.builds(
    Filter,
    words=st.lists(st.sampled_from(["coffee", "last month", "food", "10..20", ">5"]), max_size=2,
                   unique=True).map(tuple),
    categories=st.sampled_from([(), *((c.id,) for c in CATEGORIES)]),
    tags=st.lists(st.sampled_from(["work", "büro", "a-b_1"]), max_size=2, unique=True).map(tuple),
    amounts=st.none() | amounts,
    period=st.none() | periods,
    payment_method=st.sampled_from([None, "card", "Apple Pay", "my own"]),
)  # fmt: skip


@given(wanted=asked, locale=st.sampled_from(["en_GB", "de_DE", "fr_FR"]))
def test_a_filter_written_for_a_button_reads_back_the_same(wanted, locale):
    speaker = said(locale)
    text = typed.typed(wanted, speaker.who)
    assert filters.read(text, speaker).filter == wanted, text


def test_amounts_are_read_as_decimals():
    read = filters.read(">12.345", said("de_DE")).filter.amounts
    assert read is not None
    assert Decimal(read.least) == 1234501
