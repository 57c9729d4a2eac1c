"""The link of a mail: one click stops it, looking does not, and no other token opens anything."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import uuid
import warnings

import httpx
import jwt
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bots.hosting import web
from bots.mail.links import LASTS, Links, WrongLinkError
from expenseiq_core import sealing
from expenseiq_core.services import emails
from tests.dialog.conftest import NOON
from tests.mail.conftest import KEY, WEB_URL

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def browser(mail, sessions):
    """A browser with no session, or a mail program that clicks for its owner."""
    app = web.application([], sessions, mail.routes)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=WEB_URL) as opened:
        yield opened


@pytest.fixture
async def link(tell, tick, mailbox):
    """The link of a digest that came."""
    await tell()
    await tick()
    return str(mailbox.mails[-1]["List-Unsubscribe"]).strip("<>")


@pytest.fixture
def off(sessions):
    async def found():
        async with sessions() as session:
            rows = await session.execute(text("SELECT address, off FROM emails"))
            return [tuple(row) for row in rows]

    return found


async def test_looking_changes_nothing(browser, link, off):
    page = await browser.get(link)
    assert page.status_code == 200
    assert "<button>No more digests</button>" in page.text
    assert await off() == [("mia@example.org", [])]
    assert (await browser.head(link)).status_code == 200
    assert await off() == [("mia@example.org", [])]


async def test_one_click_stops_mail_of_that_kind(browser, link, off, mia, tell, tick, mailbox):
    page = await browser.post(link, data=ONE_CLICK)
    assert page.status_code == 200
    assert "No more digests by e-mail. To have them again" in page.text
    assert await off() == [("mia@example.org", ["digest"])]
    await tell(occurrence="o2")
    await tick()
    assert len(mailbox.mails) == 1
    assert (await mia("email")).text == (
        "What I say without being asked also goes to mia@example.org\nBut not: digests"
    )


@pytest.mark.parametrize("body", ["multipart", "empty"])
async def test_one_click_comes_in_any_form(browser, link, off, body):
    if body == "multipart":
        await browser.post(link, files={"List-Unsubscribe": (None, "One-Click")})
    else:
        await browser.post(link)
    assert await off() == [("mia@example.org", ["digest"])]


async def test_a_second_click_is_as_good_as_one(browser, link, off):
    for _ in range(2):
        assert (await browser.post(link, data=ONE_CLICK)).status_code == 200
    assert await off() == [("mia@example.org", ["digest"])]


async def test_the_page_also_stops_all_and_the_chat_is_told(browser, link, off, sessions):
    page = await browser.get(link)
    action = re.search(r'formaction="([^"]+)"', page.text)[1]
    for _ in range(2):
        done = await browser.post(httpx.URL(link).join(action))
        assert done.status_code == 200
        assert "it is forgotten" in done.text
    assert await off() == []
    async with sessions() as session:
        told = await session.execute(text("SELECT about FROM deliveries WHERE state = 'pending'"))
        assert [row.about["change"] for row in told] == ["unsubscribed"]


async def test_a_link_to_a_former_address_leaves_the_new_one_alone(browser, link, off, sessions):
    async with sessions.begin() as session:
        await session.execute(text("UPDATE emails SET address = 'new@example.org'"))
    for path in ("", "/all"):
        assert (await browser.post(link + path)).status_code == 200
    assert await off() == [("new@example.org", [])]


async def test_an_old_link_says_so(browser, link, off, clock):
    clock.now += LASTS - dt.timedelta(seconds=1)
    assert (await browser.get(link)).status_code == 200
    clock.now += dt.timedelta(seconds=1)
    for answer in (await browser.get(link), await browser.post(link, data=ONE_CLICK)):
        assert answer.status_code == 410
        assert "too old" in answer.text
    assert await off() == [("mia@example.org", [])]


def claims(**other):
    made = {
        "aud": WEB_URL,
        "exp": int((NOON + LASTS).timestamp()),
        "iat": int(NOON.timestamp()),
        "kind": "digest",
        "purpose": "unsubscribe",
        "sub": str(uuid.uuid4()),
        "to": emails.hashed("mia@example.org"),
        **other,
    }
    return {name: value for name, value in made.items() if value is not None}


def signed(content, *, key=None, algorithm="HS256", typ="unsubscribe+jwt"):
    key = sealing.derived(KEY, purpose="links that stop mail")[0] if key is None else key
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our key is short for a longer hash
        return jwt.encode(content, key, algorithm=algorithm, headers={"typ": typ})


def unsigned(content):
    parts = ({"alg": "none", "typ": "unsubscribe+jwt"}, content)
    coded = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in parts]
    return b".".join([*coded, b""]).decode()


WRONG = {
    "no token": "x",
    "no signature": unsigned(claims()),
    "another key": signed(claims(), key=b"k" * 32),
    "the key that seals": signed(claims(), key=KEY.encode()),
    "a longer hash": signed(claims(), algorithm="HS512"),
    "another type": signed(claims(), typ="JWT"),
    "another audience": signed(claims(aud="https://other.example.org")),
    "several audiences": signed(claims(aud=[WEB_URL, "https://other.example.org"])),
    "another purpose": signed(claims(purpose="login")),
    **{f"no {name}": signed(claims(**{name: None})) for name in claims()},
    "no user": signed(claims(sub="mia")),
    "no number": signed(claims(exp="soon")),
    "endless": signed(claims(exp=float("inf"))),
    "too long": signed(claims(kind="k" * 2000)),
    "a list": signed(claims(sub=str(uuid.uuid4()), exp=[1])),
}


@pytest.mark.parametrize("why", WRONG)
def test_only_our_own_token_of_this_purpose_is_read(why):
    links = Links(WEB_URL, KEY)
    assert links.read(signed(claims()), now=NOON).kind == "digest"
    with pytest.raises(WrongLinkError):
        links.read(WRONG[why], now=NOON)


async def test_a_wrong_link_is_said_and_repeats_nothing(browser, off, mia):  # noqa: ARG001
    for token in (WRONG["another key"], "<b>x", "%00", "é"):
        for method in ("GET", "POST"):
            page = await browser.request(method, f"/mail/unsubscribe/{token}")
            assert page.status_code == 400
            assert "This link is not whole." in page.text
            assert token not in page.text
    assert await off() == [("mia@example.org", [])]


def test_a_changed_key_still_reads_what_the_older_one_signed():
    newer = Fernet.generate_key().decode()
    token = signed(claims())
    assert Links(WEB_URL, f"{newer},{KEY}").read(token, now=NOON).kind == "digest"
    with pytest.raises(WrongLinkError):
        Links(WEB_URL, newer).read(token, now=NOON)


async def test_pages_are_kept_by_nobody_and_hold_no_scripts(browser, link):
    page = await browser.get(link)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "mia@example.org" not in page.text
    assert "mia" not in link.replace(WEB_URL, "")


async def test_a_database_that_is_away_is_said(browser, link, sessions):
    async with sessions.begin() as session:
        await session.execute(text("ALTER TABLE emails RENAME TO elsewhere"))
    for path in ("", "/all"):
        assert (await browser.post(link + path)).status_code == 503
    async with sessions.begin() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO emails"))
