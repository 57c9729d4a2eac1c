"""One's own view: shares in groups count in one's reports, without a second entry anywhere."""

from __future__ import annotations

from tests.dialog.conftest import Conversation, Group


async def test_a_share_in_a_group_counts_in_ones_own_report(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food")
    await says("lunch 12 food")
    answer = await says("report")
    assert answer.text.splitlines()[0] == "November: €40.00 in 2 entries, €28.00 in groups"
    assert answer.data["categories"] == {"Food": "40.00"}


async def test_what_another_paid_counts_as_much_as_one_owes_of_it(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("ana", "taxi 27")
    await group("ana", "paid @mia 5")
    answer = await says("report")
    assert answer.data["spent"] == "13.50"
    assert answer.data["count"] == 1
