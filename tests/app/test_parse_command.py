"""`expenseiq parse`: what a message is read as, one JSON a line."""

from __future__ import annotations

import json
import subprocess
import sys

FIELDS = {
    "kind", "amount", "currency", "date", "description", "category", "tags", "items",
    "participants", "payer", "split", "alternatives", "recurring",
}  # fmt: skip


def test_the_arguments_are_one_message(run):
    ended = run("parse", "--at", "2026-11-18T12:00", "lunch", "12.50", "yesterday", "#work")
    answer = json.loads(ended.out)
    assert set(answer) >= FIELDS
    assert answer["kind"] == "expense"
    assert answer["amount"] == "12.50"
    assert answer["date"] == "2026-11-17"
    assert answer["tags"] == ["work"]
    assert answer["error"] is None
    assert answer["items"] == []


def test_each_line_of_standard_input_is_a_message(run):
    lines = run("parse", said="lunch 12.50\nhello\n\ntaxi 9\n").out.splitlines()
    assert [json.loads(line)["amount"] for line in lines] == ["12.50", None, None, "9"]


def test_several_expenses_are_items_and_the_first_stands_on_top(run):
    answer = json.loads(run("parse", "coffee 3.5 and bagel 2").out)
    assert [(item["description"], item["amount"]) for item in answer["items"]] == [
        ("coffee", "3.5"),
        ("bagel", "2"),
    ]
    assert (answer["description"], answer["amount"]) == ("coffee", "3.5")


def test_lines_of_json_bring_their_own_context(run):
    asked = [
        {"text": "kino 12,50 gestern", "at": "2026-03-02T10:00", "locale": "de_DE"},
        {"text": "lunch 12 on 3/4", "at": "2026-11-18T12:00:00+01:00", "date_order": "MDY"},
        {"text": "lunch 12"},
    ]
    said = "".join(json.dumps(line) + "\n" for line in asked)
    first, second, third = map(json.loads, run("parse", "--jsonl", said=said).out.splitlines())
    assert (first["amount"], first["date"]) == ("12.50", "2026-03-01")
    assert second["date"] == "2026-03-04"
    assert third["amount"] == "12"


def test_a_line_that_is_no_json_is_answered_and_the_next_is_read(run):
    said = (
        'nonsense\n[]\n{"at": "x"}\n{"text": "lunch 12", "at": "x"}\n{"text": null}\n'
        '{"text": "lunch 12"}\n'
    )
    *wrong, right = map(json.loads, run("parse", "--jsonl", said=said).out.splitlines())
    assert [line["error"]["code"] for line in wrong] == ["input"] * 5
    assert all(set(line) >= FIELDS for line in wrong)
    assert right["amount"] == "12"


def test_neither_the_database_nor_dateparser_is_imported():
    program = (
        "import sys; sys.argv = ['expenseiq', 'parse', 'lunch 12.50 food']\n"
        "from app.cli import main\n"
        "main_ended = False\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'sqlalchemy', 'psycopg', 'dateparser', 'alembic'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
