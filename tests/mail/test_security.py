"""Nothing goes to another computer in the clear; passwords go to nobody else."""

from __future__ import annotations

import pytest
import structlog

from bots.mail.server import sender_of, server_of
from expenseiq_core.errors import SettingsError
from scheduler.delivering import Deliverer
from tests.mail.conftest import KINDS
from tests.simulators.mail_server import HOST, MailServer, certificate, server_context

LOGIN = "bot%40example.org:s3cr3t%2F%40%3A"


@pytest.fixture
def certificates(tmp_path):
    return certificate(tmp_path)


@pytest.fixture
def trusted(certificates, monkeypatch):
    """The operator trusts the certificate, as OpenSSL is told."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[0]))


@pytest.fixture
def send(sessions, clock):
    async def once(mail):
        with structlog.testing.capture_logs() as logs:
            await Deliverer(sessions, KINDS, {"mail": mail}, clock=clock).deliver()
        return [log["reason"] for log in logs]

    return once


@pytest.mark.usefixtures("trusted")
async def test_mail_goes_over_starttls_with_a_password(
    says, mail_of, certificates, known_host, send, states
):
    async with MailServer(starttls=server_context(*certificates), auth=True) as server:
        await says("email mia@example.org")
        assert await send(mail_of(f"smtp://{LOGIN}@{known_host}:{server.port}")) == []
        assert (server.in_tls, server.logins, server.faults) == ([True], [True], [])
    assert await states() == [("account", "sent", None)]


@pytest.mark.usefixtures("trusted")
async def test_mail_goes_over_tls_from_the_start(
    says, mail_of, certificates, known_host, send, states
):
    async with MailServer(tls=server_context(*certificates), auth=True) as server:
        await says("email mia@example.org")
        assert await send(mail_of(f"smtps://{LOGIN}@{known_host}:{server.port}")) == []
        assert (server.in_tls, server.logins, server.faults) == ([True], [True], [])
    assert await states() == [("account", "sent", None)]


async def test_a_server_without_tls_gets_neither_mail_nor_password(
    says, mail_of, known_host, send, states
):
    async with MailServer() as server:
        await says("email mia@example.org")
        reasons = await send(mail_of(f"smtp://{LOGIN}@{known_host}:{server.port}"))
        assert (server.mails, server.logins) == ([], [])
    assert reasons == ["no TLS, or no login"]
    assert await states() == [("account", "pending", None)]


async def test_a_server_without_tls_gets_no_mail_where_no_password_is_asked_for_either(
    says, mail_of, known_host, send
):
    async with MailServer() as server:
        await says("email mia@example.org")
        assert await send(mail_of(f"smtp://{known_host}:{server.port}")) == ["no TLS, or no login"]
        assert server.mails == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    says, mail_of, certificates, known_host, send, states, scheme
):
    context = server_context(*certificates)
    servers = {"smtp": MailServer(starttls=context), "smtps": MailServer(tls=context)}
    async with servers[scheme] as server:
        await says("email mia@example.org")
        reasons = await send(mail_of(f"{scheme}://{LOGIN}@{known_host}:{server.port}"))
        assert (server.mails, server.logins) == ([], [])
    assert reasons == ["certificate"]
    assert await states() == [("account", "pending", None)]


async def test_a_certificate_of_another_host_is_not_taken(
    says, mail_of, tmp_path, monkeypatch, known_host, send
):
    other = certificate(tmp_path, host="other.test")
    monkeypatch.setenv("SSL_CERT_FILE", str(other[0]))
    async with MailServer(tls=server_context(*other)) as server:
        await says("email mia@example.org")
        assert await send(mail_of(f"smtps://{known_host}:{server.port}")) == ["certificate"]
        assert server.mails == []


@pytest.mark.usefixtures("trusted")
async def test_a_password_that_is_refused_is_said_once_and_mail_waits(
    says, mail_of, certificates, known_host, send, states
):
    async with MailServer(starttls=server_context(*certificates), auth=True) as server:
        await says("email mia@example.org")
        mail = mail_of(f"smtp://bot:wrong@{known_host}:{server.port}")
        assert await send(mail) == ["user or password"]
        assert server.mails == []
    assert await states() == [("account", "pending", None)]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtp://127.0.0.1", ("127.0.0.1", 587, "none")),
        ("smtp://[::1]:25", ("::1", 25, "none")),
        ("smtp://localhost:2525", ("localhost", 2525, "none")),
        (f"smtp://{HOST}", (HOST, 587, "starttls")),
        ("smtp://10.0.0.7:25", ("10.0.0.7", 25, "starttls")),
        (f"smtps://{HOST}", (HOST, 465, "tls")),
        ("smtps://localhost", ("localhost", 465, "tls")),
    ],
)
def test_only_this_very_computer_is_spoken_to_in_the_clear(url, found):
    server = server_of(url)
    assert (server.host, server.port, server.security) == found


def test_a_password_may_hold_any_character_and_is_not_shown():
    server = server_of(f"smtp://{LOGIN}@{HOST}")
    assert (server.user, server.password) == ("bot@example.org", "s3cr3t/@:")
    assert "s3cr3t" not in repr(server)


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h:99999", "smtp://h/in?x=1"],
)
def test_a_wrong_server_is_a_sentence_without_the_password(url):
    with pytest.raises(SettingsError, match="SMTP_URL must be like smtp://") as raised:
        server_of(url)
    assert "99999" not in str(raised.value)


@pytest.mark.parametrize("typed", [None, "", "bot", "Bot <bot>", "Bot\nBcc: e@e.e <b@example.org>"])
def test_a_wrong_sender_is_a_sentence(typed):
    with pytest.raises(SettingsError, match="MAIL_FROM must be like"):
        sender_of(typed)


def test_a_sender_may_have_a_name():
    assert str(sender_of("bot@example.org")) == "ExpenseIQ <bot@example.org>"
    assert str(sender_of('"Wallet, Inc" <bot@example.org>')) == '"Wallet, Inc" <bot@example.org>'
