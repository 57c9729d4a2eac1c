"""Linking under pressure: at the same moment as something else, of large books, with receipts."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event, text

from expenseiq_core.services import receipts
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.receipts import Receipt
from tests.dialog.books import who_of
from tests.dialog.conftest import Conversation

UNKNOWN = "K7Q2M9X3"


@pytest.fixture
def person(sessions):
    def make(name: str, platform: str = "telegram") -> Conversation:
        return Conversation(sessions, name=name, platform=platform)

    return make


async def code_of(says: Conversation) -> str:
    return str((await says("link")).data["code"])


async def descriptions(says: Conversation) -> list[str]:
    """What lives in the book, each as often as it does."""
    who = await who_of(says)
    async with says.sessions() as session:
        found = await session.scalars(
            text("""
                SELECT description FROM entries WHERE ledger_id = :p_ledger AND voided_at IS NULL
            """),
            {"p_ledger": who.ledger_id},
        )
        return sorted(found)


async def many_entries(says: Conversation, count: int) -> None:
    """Put copies of the last entry into the book, without typing them."""
    who = await who_of(says)
    async with says.sessions.begin() as session:
        await session.execute(
            text("""
                WITH made AS (
                  INSERT INTO entries
                  SELECT (jsonb_populate_record(e, jsonb_build_object(
                            'id', gen_random_uuid(), 'no', e.no + n, 'source', e.source || n))).*
                    FROM entries e, generate_series(1, :p_count) n WHERE e.ledger_id = :p_ledger
                  RETURNING id, amount, author_id
                ), counted AS (
                  UPDATE ledgers SET next_no = next_no + :p_count WHERE id = :p_ledger)
                INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
                SELECT :p_ledger, id, author_id, amount, amount FROM made
            """),
            {"p_ledger": who.ledger_id, "p_count": count},
        )


@pytest.mark.parametrize("round_", range(5))
async def test_both_type_each_others_code_at_once(person, round_):
    one, other = person(f"one{round_}"), person(f"other{round_}", "slack")
    await one("coffee 3")
    await other("tea 2")
    of_one, of_other = await code_of(one), await code_of(other)
    answers = await asyncio.gather(one(f"link {of_other}"), other(f"link {of_one}"))
    assert sorted(answer.text.split(" ")[0] for answer in answers) == ["Linked:", "These"]
    for says in (one, other):
        assert await descriptions(says) == ["coffee", "tea"]


async def test_a_code_typed_by_two_at_once_joins_one_of_them(person):
    asker, two = person("asker"), [person("b", "slack"), person("c", "slack")]
    await asker("lunch 9")
    for says in two:
        await says(f"tea of {says.name} 2")
    code = await code_of(asker)
    answers = await asyncio.gather(*[says(f"link {code}") for says in two])
    assert sorted(answer.text.split(" ")[0] for answer in answers) == ["Linked:", "That"]
    assert len(await descriptions(asker)) == 2


@pytest.mark.parametrize("round_", range(3))
async def test_what_is_logged_at_the_same_moment_comes_along_once(person, round_):
    kept, joining = person(f"kept{round_}"), person(f"joining{round_}", "slack")
    await kept("lunch 9")
    await joining("coffee 3")
    await joining("budget food 200")
    code = await code_of(kept)
    names = [f"{where}{n}" for where in ("here", "there") for n in range(4)]
    spent = [
        (kept if name.startswith("here") else joining)(f"{name} {3 + part}", message_id=name)
        for part, name in enumerate(names)
    ]
    answers = await asyncio.gather(*spent[:6], joining(f"link {code}", message_id="x"), *spent[6:])
    assert not [a.text for a in answers if "error" in a.data]
    expected = sorted(["coffee", "lunch", *names])
    assert await descriptions(kept) == expected
    assert await descriptions(joining) == expected
    spent = [(joining)(f"late{n} 5", message_id=f"late{n}") for n in range(4)]
    await asyncio.gather(*spent[:2], kept("unlink"), *spent[2:])
    here, there = await descriptions(kept), await descriptions(joining)
    assert sorted(d for d in here + there if d.startswith("late")) == [f"late{n}" for n in range(4)]
    assert "coffee" in there
    assert "coffee" not in here


async def test_a_link_delivered_twice_at_once_happens_once(person):
    kept, joining = person("kept"), person("joining", "slack")
    await joining("coffee 3")
    code = await code_of(kept)
    answers = await asyncio.gather(*[joining(f"link {code}", message_id="same") for _ in range(4)])
    assert len({answer.text for answer in answers}) == 1
    assert await descriptions(kept) == ["coffee"]


async def test_wrong_codes_at_once_count_each(person):
    says = person("guesser")
    await says("lunch 9")
    answers = await asyncio.gather(*[says(f"link {UNKNOWN}") for _ in range(9)])
    assert sum(answer.text.startswith("Too many") for answer in answers) == 4


@pytest.mark.parametrize("who", ["kept", "joining"])
async def test_forgetting_at_the_same_moment_is_before_or_after(person, who):
    kept, joining = person("kept"), person("joining", "slack")
    await kept("lunch 9")
    await joining("coffee 3")
    code = await code_of(kept)
    linked, forgotten = await asyncio.gather(
        joining(f"link {code}"), (kept if who == "kept" else joining)("forget me now")
    )
    assert forgotten.text.startswith("Everything is erased")
    async with kept.sessions() as session:
        left = set(await session.scalars(text("SELECT description FROM entries")))
    was_linked = linked.text.startswith("Linked:")
    assert left == (set() if was_linked else {"coffee"} if who == "kept" else {"lunch"})


async def test_another_chat_of_theirs_at_the_same_moment_finds_the_book(person):
    kept, joining, also = person("kept"), person("joining", "slack"), person("joining", "slack")
    also.place = type(also.place)(
        platform="slack", workspace="", chat="another", sender=joining.place.sender
    )
    await kept("lunch 9")
    await joining("coffee 3")
    code = await code_of(kept)
    await asyncio.gather(joining(f"link {code}", message_id="x"), also("tea 2", message_id="y"))
    await also("tea 2", message_id="y")
    assert await descriptions(kept) == ["coffee", "lunch", "tea"]


async def test_a_large_book_takes_no_more_statements_than_a_small_one(person, engine):
    counts = []
    for size in (2, 500):
        kept, joining = person(f"kept{size}"), person(f"joining{size}", "slack")
        await kept("lunch 9")
        await joining("coffee 3 food")
        await many_entries(joining, size)
        code, sent = await code_of(kept), []

        def note(_connection, _cursor, statement, *_rest, into=sent) -> None:
            into.append(statement)

        event.listen(engine.sync_engine, "before_cursor_execute", note)
        answer = await joining(f"link {code}")
        event.remove(engine.sync_engine, "before_cursor_execute", note)
        assert f"{size + 1} entries came along: #2 to #{size + 2}." in answer.text
        counts.append(len(sent))
        assert (await kept("unlink")).text.split("\n")[1].startswith(f"{size + 1} entries are")
    assert counts[0] == counts[1]


async def test_receipts_come_along_and_go_again(person):
    kept, joining = person("kept"), person("joining", "slack")
    await kept("lunch 9")
    await joining("coffee 3")
    who = await who_of(joining)
    file = {"platform": "slack", "workspace": "", "kind": "photo", "media_type": "image/jpeg"}
    async with joining.sessions.begin() as session:
        for name, no in (("front", 1), ("back", 1), ("waits", None)):
            await receipts.keep(
                session,
                who,
                Receipt(file_id=name, name=f"{name}.jpg", **file),
                turn_id=new_id(),
                no=no,
                now=joining.at,
            )
    code = await code_of(kept)
    await joining(f"link {code}")
    now = await who_of(kept)
    async with kept.sessions() as session:
        found = await receipts.of_entry(session, now, 2)
        assert [receipt.file_id for receipt in found] == ["front", "back"]
        waiting = text("SELECT file_id FROM receipts WHERE ledger_id = :p_ledger AND no IS NULL")
        assert await session.scalar(waiting, {"p_ledger": now.ledger_id}) == "waits"
    await kept("unlink")
    async with kept.sessions() as session:
        assert await receipts.of_entry(session, now, 2) == []
        assert len(await receipts.of_entry(session, await who_of(joining), 1)) == 2


async def test_a_code_is_in_no_output(person, capfd):
    kept, joining = person("kept"), person("joining", "slack")
    code = await code_of(kept)
    await joining(f"link {UNKNOWN}")
    await joining(f"link {code}")
    seen = "".join(capfd.readouterr())
    assert code not in seen
    assert UNKNOWN not in seen
    async with kept.sessions() as session:
        for table in ("turns", "links", "link_codes", "failed_messages"):
            rows = str((await session.execute(text(f"SELECT * FROM {table}"))).all())
            assert code not in rows
            assert UNKNOWN not in rows
