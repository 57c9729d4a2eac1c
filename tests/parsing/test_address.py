"""E-mail addresses: what is one, and what never reaches a mail server."""

from __future__ import annotations

import pytest

from expenseiq_core.parsing.address import LONGEST, address_of, mailbox, masked


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("me@example.org", "me@example.org"),
        ("Mia.Li+bills@Example.ORG", "Mia.Li+bills@example.org"),
        ("o'neill_x-y=z@a-b.co.uk", "o'neill_x-y=z@a-b.co.uk"),
        ("me@bücher.example", "me@xn--bcher-kva.example"),
        ("me@例え.jp", "me@xn--r8jz45g.jp"),
    ],
)
def test_an_address_has_its_domain_in_small_ascii_letters(typed, address):
    assert address_of(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "me",
        "@example.org",
        "me@",
        "me@localhost",
        "me@127.0.0.1",
        "me@example.org.",
        "me@.example.org",
        "me@-example.org",
        "me@example..org",
        ".me@example.org",
        "me.@example.org",
        "m..e@example.org",
        "mé@example.org",
        "me you@example.org",
        "me@exam ple.org",
        "me@example.org\nBcc: you@example.org",
        "me\r\nRCPT TO:<you@example.org>@example.org",
        "me@example.org\x00",
        '"me"@example.org',
        "<me@example.org>",
        "me@you@example.org",
        "me%you@example.org",
        "host!me@example.org",
        "me,you@example.org",
        f"{'m' * 65}@example.org",
        f"me@{'e' * 64}.org",
        f"me@{'é' * 60}.org",
    ],
)
def test_what_is_no_address_is_none(typed):
    assert address_of(typed) is None


def test_an_address_has_254_characters_at_most():
    host = ".".join(["a" * 62] * 3)
    longest = f"{'m' * 60}@{host}.org"
    assert len(longest) == LONGEST - 1
    assert address_of(longest) == longest
    assert address_of(f"mm{longest}") is None
    # In ASCII it is longer than it was typed.
    grows = f"{'m' * 60}@{'.'.join(['éè' * 23] * 4)}.org"
    assert len(grows) < LONGEST
    assert address_of(grows) is None


def test_a_mailbox_has_many_names():
    ways = ("me@example.org", "ME+one@example.org", "m.e@example.org")
    assert {mailbox(way) for way in ways} == {"me@example.org"}


def test_others_see_the_first_letter_and_the_host():
    assert masked("mia@example.org") == "m…@example.org"
