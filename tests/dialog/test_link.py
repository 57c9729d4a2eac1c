"""Two accounts of one person become one by a code, and for a day they can be parted again."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import text

from tests.dialog.books import bought, spend
from tests.dialog.conftest import Conversation, labels

NO_CODE = "That is no code: it has 8 letters and digits, no 0, 1, I, L, O or U."
WRONG = "That code is not valid: it works once, for 10 minutes. For a new one, there: link\n"
PARTED = (
    "That is from before your accounts were linked or parted, and numbers are others since."
    " To see your entries: list"
)
UNKNOWN = "K7Q2M9X3"


@pytest.fixture
def phone(somebody) -> Conversation:
    """Mia on Telegram."""
    return somebody("4711", platform="telegram")


@pytest.fixture
def desk(somebody) -> Conversation:
    """Mia on Slack."""
    return somebody("U123", platform="slack")


async def code_of(says: Conversation) -> str:
    answer = await says("link")
    assert "code" in answer.data, answer.text
    return str(answer.data["code"])


async def link(kept: Conversation, joining: Conversation, **more):
    answer = await joining(f"link {await code_of(kept)}", **more)
    assert answer.text.startswith("Linked:"), answer.text
    return answer


async def listed(says: Conversation) -> list[str]:
    """What the book holds, in the order of the alphabet."""
    found = (await says("list 20")).data.get("entries", [])
    return sorted(str(entry["description"]).title() for entry in found)


async def table(says, name):
    async with says.sessions() as session:
        return (await session.execute(text(f"SELECT * FROM {name}"))).mappings().all()


async def test_a_code_and_what_to_type(phone):
    await phone("lunch 12.50")
    answer = await phone("link")
    rows = answer.text.split("\n")
    shown = re.fullmatch(r"Your code: ([2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4})", rows[0])
    assert shown
    code = shown[1].replace("-", "")
    assert rows[1] == f"In your other app, write to me: link {code}"
    assert rows[2].startswith("It works once, for 10 minutes.")
    assert [span.style for span in answer.lines[1]] == ["plain", "code"]
    for name in ("turns", "link_codes"):
        for row in await table(phone, name):
            assert code not in str(row)


@pytest.mark.parametrize("typed", ["/link", "Link my account", "link slack", "link  accounts"])
async def test_a_code_is_asked_for_in_several_ways(phone, typed):
    assert (await phone(typed)).text.startswith("Your code: ")


async def test_everything_comes_along(phone, desk):
    await phone("lunch 12.50 food")
    await desk("coffee 3 food #work // with milk")
    await desk("taxi 9 yesterday cash")
    await desk("+500 salary")
    answer = await link(phone, desk)
    assert answer.text == (
        "Linked: Telegram and Slack are one now.\n"
        "3 entries came along: #2 to #4.\n"
        "Reports in EUR, time zone UTC, as on Telegram.\n"
        "For a day you can take this back."
    )
    assert labels(answer) == ["Undo link"]
    for says in (phone, desk):
        assert await listed(says) == ["Coffee", "Lunch", "Salary", "Taxi"]
    found = (await phone("edit #2")).data["entry"]
    assert (found["description"], found["tags"], found["note"]) == ("coffee", ["work"], "with milk")
    assert (await phone("edit #3")).data["entry"]["payment_method"] == "cash"
    assert (await phone("edit #3")).data["entry"]["date"] == "2026-11-17"
    assert (await desk("tea 2")).text.startswith("#5 Tea")
    assert (await phone("cake 4")).text.startswith("#6 Cake")


async def test_a_first_message_may_be_the_code(phone, desk):
    await phone("lunch 12.50")
    assert (await link(phone, desk)).text.split("\n")[:2] == [
        "Linked: Telegram and Slack are one now.",
        "Reports in EUR, time zone UTC, as on Telegram.",
    ]
    assert await listed(desk) == ["Lunch"]


@pytest.mark.parametrize("form", ["{0}", "{1}", "{2}", "{3}", " {0} "])
async def test_a_code_is_typed_in_any_case_with_or_without_dash(phone, desk, form):
    code = await code_of(phone)
    forms = (code, code.lower(), f"{code[:4]}-{code[4:]}", f"{code[:4]} {code[4:].lower()}")
    assert (await desk("link " + form.format(*forms))).text.startswith("Linked:")


async def test_two_accounts_of_one_platform_can_be_one(phone, somebody):
    other = somebody("4712", platform="telegram")
    await other("coffee 3")
    answer = await link(phone, other)
    assert answer.text.startswith("Linked: both accounts are one now.\n1 entry came along: #1.")
    parted = await phone("unlink")
    assert parted.text == (
        "Taken back: the other account is on its own again.\n1 entry is there as before the link."
    )


async def test_who_brought_no_entries_is_told_of_none_when_the_link_ends(phone, desk):
    await phone("lunch 5")
    await link(phone, desk)
    assert (await desk("unlink")).text == "Taken back: Slack is on its own again."


@pytest.mark.parametrize(
    "typed", ["link K7Q2", "link K7Q2-M9XDD", "link O7Q2M9X0", "link ABCDEFGH"]
)
async def test_what_looks_like_a_code_is_told_its_form(phone, typed):
    await phone("lunch 5")
    assert (await phone(typed)).text.startswith(NO_CODE)


@pytest.mark.parametrize("typed", ["/link nonsense", "/link 12"])
async def test_with_a_slash_only_a_code_follows(phone, typed):
    assert (await phone(typed)).text.startswith(NO_CODE)


@pytest.mark.parametrize("typed", ["link 12.50", "link 23456czk", "link cable 9", "links 4"])
async def test_an_expense_that_begins_so_is_logged(phone, typed):
    assert (await phone(typed)).text.startswith("#1 Link")


async def test_ones_own_code_changes_nothing(phone):
    await phone("lunch 5")
    code = await code_of(phone)
    for _ in range(6):
        answer = await phone(f"link {code}")
        assert answer.text.startswith("That is this account's own code.")
    assert await table(phone, "link_tries") == []


async def test_linked_already(phone, desk):
    await link(phone, desk)
    code = await code_of(phone)
    assert (await desk(f"link {code}")).text.startswith("That is this account's own code.")
    assert "Linked already: Slack and Telegram." in (await desk("link")).text


async def test_each_may_have_asked_for_a_code(phone, desk):
    of_phone, of_desk = await code_of(phone), await code_of(desk)
    assert (await desk(f"link {of_phone}")).text.startswith("Linked:")
    assert (await phone(f"link {of_desk}")).text.startswith("These accounts are linked already.")


async def test_an_old_code_is_refused(phone, desk):
    code = await code_of(phone)
    desk.at += dt.timedelta(minutes=10)
    assert (await desk(f"link {code}")).text == f"{WRONG}4 tries left."


async def test_a_code_works_once(phone, desk, somebody):
    code = await code_of(phone)
    await desk(f"link {code}")
    for says in (desk, somebody("U124", platform="slack")):
        assert (await says(f"link {code}")).text == f"{WRONG}4 tries left."


async def test_a_new_code_ends_the_old_one(phone, desk):
    old, new = await code_of(phone), await code_of(phone)
    assert (await desk(f"link {old}")).text.startswith(WRONG)
    assert (await desk(f"link {new}")).text.startswith("Linked:")


async def test_five_wrong_codes_and_the_right_one_must_wait(phone, desk, somebody):
    said = [(await desk(f"link {UNKNOWN}")).text.split("\n")[1] for _ in range(5)]
    assert said == ["4 tries left.", "3 tries left.", "2 tries left.", "1 try left.", (
        "Wait 10 minutes now."
    )]  # fmt: skip
    desk.at += dt.timedelta(minutes=3)
    code = await code_of(phone)
    assert (await desk(f"link {code}")).text == (
        "Too many wrong codes. Try again in 7 minutes, with a new code from there: link"
    )
    # Who tries has to wait, not who asked.
    assert (await link(phone, somebody("U9", platform="slack"))).text.startswith("Linked:")
    phone.at = desk.at = desk.at + dt.timedelta(minutes=7)
    assert (await link(phone, desk)).text.startswith("Linked:")


async def test_a_wrong_code_come_again_counts_once(desk):
    for _ in range(7):
        answer = await desk(f"link {UNKNOWN}", message_id="same")
        assert answer.text == f"{WRONG}4 tries left."


async def test_a_link_come_again_says_the_same_and_copies_nothing(phone, desk):
    await desk("coffee 3")
    code = await code_of(phone)
    first = await desk(f"link {code}", message_id="same")
    assert await desk(f"link {code}", message_id="same") == first
    assert await listed(phone) == ["Coffee"]
    undone = await desk("unlink", message_id="unlink")
    assert await desk("unlink", message_id="unlink") == undone
    assert (await desk(f"link {code}", message_id="same")).text == first.text
    assert (await listed(phone), await listed(desk)) == ([], ["Coffee"])


@pytest.mark.parametrize("typed", ["unlink", "/unlink", "undo link", "/undo link"])
@pytest.mark.parametrize("where", ["phone", "desk"])
async def test_a_link_is_taken_back_from_either_side(phone, desk, typed, where):
    await phone("lunch 12.50 food")
    await desk("coffee 3 food")
    await desk("tea 2 food")
    await link(phone, desk)
    await desk("cake 4")
    answer = await {"phone": phone, "desk": desk}[where](typed)
    assert answer.text == (
        "Taken back: Slack is on its own again.\n"
        "2 entries are there as before the link.\n"
        "1 entry logged since the link: with Telegram."
    )
    assert await listed(phone) == ["Cake", "Lunch"]
    assert await listed(desk) == ["Coffee", "Tea"]
    assert (await desk("juice 3")).text.startswith("#3 Juice")
    assert (await phone("juice 3")).text.startswith("#5 Juice")


async def test_the_button_takes_its_own_link_back(phone, desk, somebody):
    third = somebody("mia", platform="console")
    await desk("coffee 3")
    await third("tea 2")
    first = await link(phone, desk)
    await link(phone, third)
    desk.last = first
    assert (await desk.press("Undo link")).text.startswith("Taken back: Slack is on its own")
    assert (await listed(phone), await listed(desk)) == (["Tea"], ["Coffee"])
    desk.last = first
    assert (await desk.press("Undo link")).text == PARTED
    assert (await third("unlink")).text.startswith("Taken back: Console is on its own")
    assert (await phone("unlink")).text == "No linked account to take back. To link one: link"


async def test_after_a_day_a_link_stays(phone, desk):
    await desk("coffee 3")
    await link(phone, desk)
    phone.at += dt.timedelta(days=1, seconds=1)
    assert (await phone("unlink")).text.startswith("That was linked more than a day ago")
    assert await listed(phone) == ["Coffee"]
    phone.at -= dt.timedelta(seconds=1)
    assert (await phone("unlink")).text.startswith("Taken back:")


async def test_copies_changed_since_are_as_they_were(phone, desk):
    for said in ("coffee 3", "tea 2", "cake 4", "juice 5"):
        await desk(said)
    await link(phone, desk)
    await phone("edit #1 amount 30")
    await phone("delete #2")
    await phone("delete #3")
    await phone("restore #3")
    answer = await phone("unlink")
    assert answer.text.split("\n")[1:] == [
        "4 entries are there as before the link.",
        "What you changed of them since (3) is as it was, too.",
    ]
    assert await listed(phone) == []
    assert len(await listed(desk)) == 4
    assert (await desk("edit #1")).data["entry"]["amount"] == "3.00"


async def test_linked_once_more_copies_keep_their_numbers(phone, desk):
    await desk("coffee 3")
    await desk("tea 2")
    await link(phone, desk)
    await phone("lunch 9")
    await phone("unlink")
    await desk("edit #2 amount 2.50")
    await desk("cake 4")
    await phone("restore #1")
    answer = await link(phone, desk)
    assert answer.text.split("\n")[1] == "2 entries came along: #4 to #5."
    assert await listed(phone) == ["Cake", "Coffee", "Lunch", "Tea"]
    await desk("unlink")
    assert await listed(phone) == ["Lunch"]
    await link(phone, desk)
    assert await listed(phone) == ["Cake", "Coffee", "Lunch", "Tea"]
    assert (await phone("edit #1")).data["entry"]["description"] == "coffee"


async def test_undo_right_after_a_link_points_to_unlink(phone, desk):
    await phone("lunch 12.50")
    await desk("coffee 3")
    await desk("tea 2")
    await link(phone, desk)
    for says in (phone, desk):
        assert (await says("undo")).text == "Your last change was “link”. To go back: unlink"
    assert len(await listed(phone)) == 3
    assert (await phone("undo #2")).text == "Undone: #2 Coffee €3.00"
    assert (await phone("redo")).text.startswith("Back: #2 Coffee")
    await phone("edit #2 amount 4")
    assert (await desk("undo")).text.startswith("Back: #2 Coffee · €3.00")
    assert (await desk("undo")).text == "Your last change was “link”. To go back: unlink"
    await phone("unlink")
    assert (await phone("undo")).text == "Your last change was “unlink”. To go back: link"
    assert (await phone("redo")).text.endswith("nothing to redo.")
    assert (await desk("undo")).text == "Undone: #2 Tea €2.00"


async def test_a_chain_of_links_is_undone_from_its_end(phone, desk, somebody):
    third = somebody("mia", platform="console")
    await phone("lunch 9")
    await desk("coffee 3")
    await third("tea 2")
    await link(desk, third)
    answer = await link(phone, third)
    assert answer.text.startswith("Linked: Telegram, Console and Slack are one now.\n2 entries")
    for says in (phone, desk, third):
        assert await listed(says) == ["Coffee", "Lunch", "Tea"]
    assert (await third("unlink")).text.startswith(
        "Taken back: Console and Slack are on their own again."
    )
    assert await listed(phone) == ["Lunch"]
    assert await listed(third) == ["Coffee", "Tea"]
    assert (await third("unlink")).text.startswith("Taken back: Console")
    assert (await listed(desk), await listed(third)) == (["Coffee"], ["Tea"])


async def test_who_kept_one_account_may_join_another(phone, desk, somebody):
    third = somebody("mia", platform="console")
    await phone("lunch 9")
    await desk("coffee 3")
    await link(phone, desk)
    await link(third, phone)
    assert await listed(desk) == ["Coffee", "Lunch"]
    await third("unlink")
    assert await listed(third) == []
    assert await listed(desk) == ["Coffee", "Lunch"]
    await desk("unlink")
    assert (await listed(phone), await listed(desk)) == (["Lunch"], ["Coffee"])


async def test_old_buttons_are_no_longer_there(phone, desk):
    await phone("lunch 9")
    logged = await desk("coffee 3")
    await link(phone, desk)
    since = await desk("tea 2")
    desk.last = logged
    assert (await desk.press("Undo")).text == PARTED
    await desk("unlink")
    desk.last = since
    assert (await desk.press("Undo")).text == PARTED
    desk.last = logged
    assert (await desk.press("Undo")).text == "Undone: #1 Coffee €3.00"
    assert await listed(phone) == ["Lunch", "Tea"]


async def test_old_messages_lead_to_their_copies(phone, desk):
    await phone("lunch 9")
    logged = await desk("coffee 3", message_id="first")
    await desk.shown(logged, "a1")
    await desk("cake 4", message_id="second")
    await link(phone, desk)
    assert (await desk("coffee 3", message_id="first")).text.startswith("#2 Coffee · €3.00")
    edited = await desk("coffee 3.50", message_id="first", edited_at=desk.at)
    assert edited.text.startswith("#2 Coffee · €3.50")
    replied = await desk.reply("4", to=logged, replies_to="a1")
    assert replied.text.startswith("#2 Coffee · €4.00")
    replied = await desk("5", replies_to="first")
    assert replied.text.startswith("#2 Coffee · €5.00")
    deleted = await desk("", message_id="second", deleted_at=desk.at)
    assert deleted.text.startswith("Undone: #3 Cake")
    assert (await phone("edit #1")).data["entry"]["amount"] == "9.00"


async def test_messages_from_the_time_of_the_link_are_not_of_the_book_again(phone, desk):
    await link(phone, desk)
    since = await desk("tea 2", message_id="first")
    await desk.shown(since, "a1")
    await desk("unlink")
    await desk("coffee 3")
    assert (await desk("tea 3", message_id="first", edited_at=desk.at)).text == PARTED
    assert (await desk("tea 2", message_id="first")).text == PARTED
    assert (await desk.reply("9", to=since, replies_to="a1")).text == PARTED
    assert (await desk("", message_id="first", deleted_at=desk.at)).text == ""
    assert (await listed(desk), await listed(phone)) == (["Coffee"], ["Tea"])


async def test_another_currency_is_counted_in_the_kept_one(phone, somebody):
    desk = somebody("U123", platform="slack", currency="USD", locale="en_US")
    await phone("lunch 9")
    await spend(
        desk,
        bought(amount="116.62", date="2024-11-18", base="116.62"),
        bought(amount="10", currency="EUR", date="2024-11-18", base="10.56"),
    )
    await desk("dinner 900k vnd (35 usd)")
    await desk("soup 7000 khr")
    await desk("budget food 200")
    answer = await link(phone, desk)
    assert answer.text.split("\n")[1:-1] == [
        "4 entries came along: #2 to #5.",
        "No rate to EUR for 1: not in reports.",
        "Reports in EUR, time zone UTC, as on Telegram.",
        "1 budget stayed behind: you have one, or it is in another currency.",
    ]
    async with phone.sessions() as session:
        rows = await session.execute(
            text("""
                SELECT e.no, e.base_amount FROM entries e JOIN ledgers l ON l.id = e.ledger_id
                 WHERE l.closed_at IS NULL ORDER BY e.no
            """)
        )
        found = {row.no: row.base_amount for row in rows}
    assert (found[1], found[3], found[5]) == (900, 1000, None)
    assert 10_500 < found[2] < 11_500
    assert 2_800 < found[4] < 3_400
    await phone("unlink")
    assert (await desk("currency")).text.startswith("Reports and budgets are in USD")


async def test_settings_come_along_where_there_are_none(phone, desk):
    await phone("budget food 100")
    await phone("category add Coffee")
    await phone("amazon 10")
    await phone("edit #1 category home")
    await phone("rate 1 eur = 26000 vnd")
    await desk("rename food to Essen")
    await desk("category add Kids 🧸")
    await desk("category kids alias children")
    await desk("category add Gold")
    await desk("category gold kind saving")
    await desk("category add Coffee")
    await desk("budget essen 200")
    await desk("budget kids 50 weekly")
    await desk("warn kids at 50 90")
    await desk("budget 1000")
    await desk("toys 5 kids")
    await desk("latte 4 coffee")
    await desk("merge coffee into essen")
    await desk("amazon 10")
    await desk("edit #3 category gifts")
    await desk("bakery 3")
    await desk("edit #4 category kids")
    await desk("rate 1 eur = 4400 khr")
    await desk("coin 50 gold")
    answer = await link(phone, desk)
    assert "Budgets that came along: Kids, all spending." in answer.text
    assert "1 budget stayed behind: you have one, or it is in another currency." in answer.text
    warned = "Kids €50 a week: warns at 50 % and 90 %"
    assert (await phone("warn kids")).text == warned
    entry = {no: (await phone(f"edit #{no}")).data["entry"]["category"] for no in (2, 3, 4, 5, 6)}
    assert entry == {2: "Kids", 3: "Food", 4: "Gifts", 5: "Kids", 6: "Gold"}
    assert (await phone("doll 9 children")).data["entry"]["category"] == "Kids"
    assert (await phone("amazon 11")).data["entry"]["category"] == "Home"
    assert (await phone("bakery 3")).data["entry"]["category"] == "Kids"
    assert (await phone("soup 4400 khr")).text.startswith("#10 Soup · KHR4,400.00 (€1.00)")
    # What is saved counts in no total.
    assert (await phone("categories")).text.startswith("€56 spent this month\nGold €50")
    assert (await phone("left food")).text.startswith("Food")

    await phone("unlink")
    budgets = (await phone("budgets")).text
    assert "Kids" not in budgets
    assert "Food" in budgets
    assert (await phone("bakery 3")).data["entry"]["category"] != "Kids"
    assert (await desk("bakery 3")).data["entry"]["category"] == "Kids"
    # Two of its entries were logged since and stay, so the category stays with them.
    assert "Kids" in (await phone("categories")).text


async def test_a_category_that_came_along_goes_again_if_nothing_needs_it(phone, desk):
    await desk("category add Secrets")
    await desk("plan 5 secrets")
    await link(phone, desk)
    assert "Secrets" in (await phone("categories")).text
    await phone("unlink")
    assert "Secrets" not in (await phone("categories")).text
    await link(phone, desk)
    assert (await phone("edit #1")).data["entry"]["category"] == "Secrets"


async def test_a_known_time_zone_beats_a_guess(phone, somebody):
    desk = somebody("U123", platform="slack", timezone="Asia/Tokyo")
    phone.told = {"timezone": None}
    await phone("lunch 9")
    assert "time zone Asia/Tokyo" in (await link(phone, desk)).text


async def test_a_copy_as_the_first_entry_keeps_its_currency(phone, desk):
    phone.told = {"currency": None}
    await desk("coffee 3")
    await link(phone, desk)
    await phone("currency usd")
    entry = (await phone("edit #1")).data["entry"]
    assert (entry["amount"], entry["currency"]) == ("3.00", "EUR")


async def test_groups_know_the_person_again(phone, desk):
    await phone("lunch 5")
    await desk("coffee 3")
    async with desk.sessions.begin() as session:
        await session.execute(
            text("""
                WITH made AS (
                  INSERT INTO ledgers (id, kind, name, currency, created_at)
                  VALUES (gen_random_uuid(), 'group', 'Lisbon', 'EUR', now()) RETURNING id)
                INSERT INTO members (ledger_id, id, user_id, name, joined_at)
                SELECT made.id, gen_random_uuid(), i.user_id, 'Mia', now()
                  FROM made, identities i WHERE i.platform = 'slack'
            """)
        )

    async def member() -> str:
        async with desk.sessions() as session:
            return await session.scalar(
                text("""
                    SELECT string_agg(i.platform, ' ' ORDER BY i.platform)
                      FROM ledgers l JOIN members m ON m.ledger_id = l.id
                      JOIN identities i ON i.user_id = m.user_id WHERE l.kind = 'group'
                """)
            )

    await link(phone, desk)
    assert await member() == "slack telegram"
    await phone("unlink")
    assert await member() == "slack"


async def test_forget_me_erases_both_books(phone, desk, somebody):
    bob = somebody("bob", platform="slack")
    await bob("lunch 7")
    await phone("lunch 9")
    await desk("coffee 3", message_id="first")
    await link(phone, desk)
    await desk("tea 2")
    answer = await desk("forget me")
    assert "in all 2 chats" in answer.text
    assert (await desk("forget me now")).text.startswith("Everything is erased: 3 entries")
    for name in ("ledgers", "users", "identities", "members"):
        assert len(await table(desk, name)) == 1, name
    for name in ("links", "link_codes", "link_tries"):
        assert await table(desk, name) == [], name
    assert {entry["description"] for entry in await table(desk, "entries")} == {"lunch"}
    assert all(turn["said"] is None for turn in await table(desk, "turns") if not turn["user_id"])
    assert (await desk("coffee 3", message_id="first")).text == "I've forgotten that."
    phone.at = desk.at = desk.at + dt.timedelta(minutes=1)
    assert (await phone("unlink")).text.startswith("No linked account")
    assert (await desk("cake 4")).text.startswith("#1 Cake")
    assert await listed(bob) == ["Lunch"]


async def test_who_forgets_after_parting_takes_the_voided_copies_along(phone, desk):
    await phone("lunch 9")
    for said in ("coffee 3", "gift 20 // a ring"):
        await desk(said)
    await link(phone, desk)
    await desk("tea 2", message_id="first")
    await phone("unlink")
    await phone("restore #2")
    await desk("forget me now")
    assert await listed(phone) == ["Coffee", "Lunch", "Tea"]
    assert {e["description"] for e in await table(phone, "entries")} == {"lunch", "coffee", "tea"}
    for turn in await table(phone, "turns"):
        assert "ring" not in str(turn["said"])
        assert "tea" not in str(turn["said"])
    desk.at += dt.timedelta(minutes=1)
    assert (await desk("cake 4")).text.startswith("#1 Cake")
    assert (await desk("tea 2", message_id="first")).text == PARTED


async def test_who_kept_forgets_after_parting_and_the_other_keeps_all(phone, desk):
    await phone("lunch 9")
    await desk("coffee 3", message_id="first")
    await link(phone, desk)
    await desk("tea 2", message_id="second")
    await phone("unlink")
    await phone("forget me now")
    assert await listed(desk) == ["Coffee"]
    assert (await desk("coffee 3", message_id="first")).text.startswith("#1 Coffee")
    assert (await desk("tea 2", message_id="second")).text == "I've forgotten that."
    assert await table(desk, "links") == []


async def test_accounts_are_linked_in_private(group):
    for typed in ("link", f"link {UNKNOWN}", "unlink"):
        answer = await group("mia", f"/{typed}")
        assert answer.text.endswith(f"your own account, so tell me when we are alone: {typed}")
