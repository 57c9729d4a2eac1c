"""One's own view: shares in groups count in one's reports, without a second entry anywhere."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from expenseiq_core.services import merging_members
from tests.dialog.conftest import Conversation, Group, labels


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


async def test_a_report_is_of_groups_only_or_of_ones_own_only(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food")
    await says("lunch 12 food")
    answer = await says("report groups only")
    assert answer.text.splitlines()[0] == "November, groups only: €28.00 in 1 entry"
    answer = await says("report own only november")
    assert answer.text.splitlines()[0] == "November, own ledger only: €12.00 in 1 entry"


async def test_the_buttons_of_a_report_keep_what_it_is_about(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food yesterday")
    await group("mia", "supper 30 food 12 oct")
    await says("lunch 12 food")
    await says("report")
    answer = await says.press("Groups only")
    assert answer.data["spent"] == "28.00"
    assert answer.data["spent_before"] == "10.00"
    answer = await says.press("October")
    assert answer.data["spent"] == "10.00"


async def test_a_share_is_listed_with_the_name_of_its_group(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana", "bob")
    await says("lunch 12 food")
    await group("mia", "dinner 84 food")
    await says("ticket 3 transport yesterday")
    answer = await says("list")
    assert answer.text.splitlines() == [
        "Lisbon #1 Dinner · €28.00 of €84.00 · 🍽 Food",
        "#1 Lunch €12.00 · 🍽 Food",
        "#2 Ticket €3.00 · 🚌 Transport · Tue 17 Nov",
    ]
    assert answer.data["entries"][0]["group"] == "Lisbon"
    assert answer.data["entries"][0]["amount"] == "28.00"


async def test_pages_go_on_through_ones_own_and_the_groups_entries(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    for day in range(1, 9):
        await group("mia", f"dinner {day * 2} food {day} nov")
        await says(f"lunch {day} food {day} nov")
    seen = []
    answer = await says("list")
    while True:
        seen += [(e.get("group"), e["amount"]) for e in answer.data["entries"]]
        if not answer.data["more"]:
            break
        answer = await says.press("More")
    expected = [(g, f"{day}.00") for day in range(8, 0, -1) for g in (None, "Lisbon")]
    assert seen == expected


async def test_shares_are_found_by_words_category_dates_and_ones_own_part(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food #trip")
    await group("ana", "taxi 27 transport yesterday")
    for asked, found in (
        ("search dinner", ["28.00"]),
        ("search food", ["28.00"]),
        ("search #trip", ["28.00"]),
        ("search >20", ["28.00"]),
        ("search <20", ["9.00"]),
        ("search 84", []),
        ("search 28 eur", ["28.00"]),
        ("search yesterday", ["9.00"]),
        ("search 100% din_er", []),
    ):
        answer = await says(asked)
        assert [e["amount"] for e in answer.data["entries"]] == found, asked
    answer = await says("search dinner")
    assert answer.text.splitlines()[0] == "Dinner: €28.00 in 1 entry"
    answer = await says("how much on food this month?")
    assert answer.text == "€28.00 on Food in November, 1 entry"


async def test_a_reply_to_a_list_of_shares_changes_no_entry_of_ones_own(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await says("lunch 12 food yesterday")
    await group("mia", "dinner 84 food")
    answer = await says("list today")
    await says.reply("13", answer)
    answer = await says("list yesterday")
    assert answer.data["entries"][0]["amount"] == "12.00"


async def test_a_category_of_a_group_counts_where_one_says_from_then_on(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "/category add Boat trips")
    await group("mia", "sailing 60 boat trips")
    await says("start")
    answer = await says("report")
    assert "Lisbon's “Boat trips”: where does it belong?" in answer.text
    assert answer.data["categories"] == {"Other": "30.00"}
    answer = await says.press("✈️ Travel")
    assert answer.text == "“Boat trips” in your groups counts as ✈️ Travel."
    answer = await says("report")
    assert answer.data["categories"] == {"Travel": "30.00"}
    assert "where does it belong" not in answer.text
    answer = await says("search travel")
    assert [e["amount"] for e in answer.data["entries"]] == ["30.00"]
    await says("category add Boat trips")
    answer = await says("report")
    assert answer.data["categories"] == {"Boat trips": "30.00"}


async def test_all_ones_categories_are_offered_for_one_of_a_group(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "/category add Boat trips")
    await group("mia", "sailing 60 boat trips")
    await says("start")
    await says("report")
    offered = []
    answer = await says.press("More")
    while "More" in labels(answer):
        offered += labels(answer)
        answer = await says.press("More")
    offered += labels(answer)
    assert {"🏠 Home", "📦 Other", "💱 Transfers & cash"} <= set(offered)


async def test_what_is_no_category_of_a_group_cannot_be_counted(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await says("start")
    answer = await says("count nonsense as fun")
    assert answer.data["error"]["code"] == "not_found"
    answer = await says("count food as fun")
    assert answer.text == "Food counts as your Food: they have the same name."
    answer = await group("mia", "/count food as fun")
    assert "when we are alone" in answer.text


async def test_shares_count_in_ones_budgets(group: Group, says: Conversation) -> None:
    await says("budget food 200 monthly")
    await says("budget 1000")
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food")
    await group("mia", "taxi 30 transport")
    await group("mia", "supper 60 food 12 oct")
    await says("lunch 12 food")
    answer = await says("left")
    assert [b["left"] for b in answer.data["budgets"]] == ["160.00", "950.00"]
    answer = await says("budget food")
    assert answer.data["budgets"][0]["spent"] == "40.00"
    answer = await says("home")
    assert "Food €40 of €200" in answer.text


async def test_shares_in_earlier_periods_carry_over(group: Group, says: Conversation) -> None:
    await says("budget food 200 monthly from 1 oct rollover on")
    await group.meet("mia", "ana", "bob")
    await group("mia", "supper 60 food 12 oct")
    answer = await says("left food")
    assert answer.data["budgets"][0]["left"] == "380.00"


async def test_shares_are_converted_at_the_days_rate(group: Group, says: Conversation) -> None:
    await says("lunch 10 food 12 oct")
    await says("dinner 100 usd food 12 oct")
    own = (await says("report own only october")).data
    await says("undo")
    await group.meet("mia", "ana")
    await group("mia", "dinner 200 usd food 12 oct")
    answer = await says("report october")
    assert answer.data["spent"] == own["spent"]
    assert answer.data["without_rate"] == 0
    answer = await says("search >80")
    assert [(e["amount"], e["currency"]) for e in answer.data["entries"]] == [("100.00", "USD")]


async def test_a_share_without_a_rate_is_left_out_and_said(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 200 food")
    await group("mia", "supper 900k vnd food")
    answer = await says("report")
    assert answer.data["spent"] == "100.00"
    assert answer.data["without_rate"] == 1
    assert "1 without a rate not counted" in answer.text
    await says("rate 1 eur = 30000 vnd")
    answer = await says("report")
    assert answer.data["spent"] == "115.00"
    assert answer.data["without_rate"] == 0


async def test_what_a_group_knows_about_a_rate_is_used_where_nothing_else_is_known(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "/rate 1 eur = 30000 vnd")
    await group("mia", "supper 900k vnd food")
    answer = await says("report")
    assert answer.data["spent"] == "15.00"


async def test_refunds_lower_and_income_stands_beside(group: Group, says: Conversation) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 100 food")
    await group("mia", "refund 20 dinner food")
    await group("mia", "+60 deposit back")
    answer = await says("report")
    assert answer.data["spent"] == "40.00"
    assert answer.data["income"] == "30.00"


async def test_an_edit_or_undo_in_the_group_is_right_in_ones_report_at_once(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 100 food")
    await group("mia", "/edit #1 60")
    assert (await says("report")).data["spent"] == "30.00"
    await group("mia", "undo")
    await group("mia", "undo")
    assert (await says("report")).data["spent"] == "0.00"


async def test_who_left_a_group_keeps_what_they_spent_there(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 100 food")
    await group("ana", "/paid @mia 50")
    await group("mia", "/leave")
    assert (await says("report")).data["spent"] == "50.00"


async def test_shares_of_a_member_merged_into_one_count_as_ones_own(
    group: Group, says: Conversation, sessions: async_sessionmaker[AsyncSession]
) -> None:
    await group.meet("mia", "ana")
    await group("ana", "dinner 90 food with @marie @mia")
    async with sessions.begin() as session:
        rows = await session.execute(
            text("""
                SELECT lower(m.name) AS name, m.id, m.ledger_id FROM members m
                  JOIN ledgers l ON l.id = m.ledger_id AND l.kind = 'group'
            """)
        )
        found = {row.name: row for row in rows}
        ledger_id, gone = found["marie"].ledger_id, found["marie"].id
        await merging_members.merge(session, ledger_id, gone=gone, kept=found["mia"].id)
    answer = await says("list")
    assert [e["amount"] for e in answer.data["entries"]] == ["60.00"]
    assert (await says("report")).data["spent"] == "60.00"


async def test_in_a_group_nothing_of_anybodys_own_book_is_shown(
    group: Group, says: Conversation
) -> None:
    await says("budget food 200 monthly")
    await says("secret 77 food")
    await group.meet("mia", "ana")
    await group("mia", "dinner 84 food")
    for asked in ("report", "list", "home", "search food", "report own only"):
        answer = await group("mia", f"/{asked}")
        assert "77" not in answer.text, asked
        assert "200" not in answer.text, asked
        assert "ecret" not in answer.text, asked
    assert (await group("mia", "/report")).data["spent"] == "84.00"


async def test_nobody_sees_anothers_shares(
    group: Group, somebody: Callable[..., Conversation]
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 food with @ana")
    bob = somebody("bob")
    await bob("start")
    assert (await bob("report")).data["count"] == 0
    assert (await bob("list")).data["entries"] == []
