"""Whose share of an entry is paid: what `#12` shows beside each part."""

from __future__ import annotations

from tests.dialog.conftest import Group
from tests.dialog.test_balance import lisbon


async def paid_shares(group: Group, no: int) -> set[str]:
    return set((await group("mia", f"#{no}")).data["paid_shares"])


async def test_nobodys_share_is_paid_at_first(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    assert await paid_shares(group, 1) == set()


async def test_a_share_is_paid_by_a_payment_for_it(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid #1")
    assert await paid_shares(group, 1) == {"Bob"}
    await group("bob", "undo")
    assert await paid_shares(group, 1) == set()


async def test_shares_are_paid_where_the_two_are_even(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    await group("ana", "hotel 30")
    await group("ana", "paid @mia 18")
    assert await paid_shares(group, 1) == {"Ana"}
    assert await paid_shares(group, 2) == {"Mia"}


async def test_all_shares_are_paid_where_everybody_is_even(group: Group) -> None:
    await lisbon(group)
    await group("mia", "settle")
    await group.press("bob", "1 Paid")
    # Bob owed Mia 28.00 for it; Ana, who gets money herself, is not even with her.
    assert await paid_shares(group, 1) == {"Bob"}
    await group("bob", "paid @ana 10")
    assert await paid_shares(group, 1) == {"Ana", "Bob"}
    assert await paid_shares(group, 3) == {"Mia", "Bob"}
    await group("mia", "taxi 30")
    assert await paid_shares(group, 4) == set()


async def test_more_of_an_entry_than_was_paid_for_it_is_due_again(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid #1")
    await group("mia", "edit #1 90")
    assert await paid_shares(group, 1) == set()
    answer = await group("bob", "paid #1")
    assert answer.text.startswith("#6 Bob → Mia €2.00\n")
    assert await paid_shares(group, 1) == {"Bob"}
