"""A mail server on loopback that is strict: what it takes is a whole mail, and is parsed.

It answers as it is told, so that each refusal can be tried; over TLS, after STARTTLS or in the
clear; with or without a password.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email
import email.policy
import ipaddress
import ssl
import warnings
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.simulators.ports import free_port

HOST = "mail.test"
"""A name that is not this computer's, so that TLS is asked for; tests let it lead here."""
USER, PASSWORD = "bot@example.org", "s3cr3t/@:"
ONCE = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version")


class MailServer:
    """Takes mail; `answers` says what else it answers to MAIL, RCPT and DATA."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        auth: bool = False,
    ) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.in_tls: list[bool] = []
        self.logins: list[bool] = []
        self.answers: dict[str, str] = {}
        self.drops_after: str | None = None
        self.hangs = asyncio.Event()
        self.hangs.set()
        self.faults: list[str] = []
        self.port = free_port()
        self._tls, self._starttls, self._auth = tls, starttls, auth

    @property
    def texts(self) -> list[str]:
        """What the mails say, as it is shown."""
        return [mail.get_content().replace("\r\n", "\n") for mail in self.mails]

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            self._protocol, "127.0.0.1", self.port, ssl=self._tls
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hangs.set()
        self._server.close()
        await self._server.wait_closed()

    def _protocol(self) -> SMTP:
        self.connections += 1
        with warnings.catch_warnings():
            # It warns of passwords without STARTTLS, also where all is in TLS.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                self,
                loop=asyncio.get_running_loop(),
                hostname=HOST,
                tls_context=self._starttls,
                require_starttls=self._starttls is not None,
                auth_required=self._auth,
                auth_require_tls=self._tls is None,
                authenticator=self._authenticate,
            )

    def _authenticate(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.logins.append(right)
        return AuthResult(success=right, handled=False)

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, options):  # noqa: N802
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.in_tls.append(session.ssl is not None or self._tls is not None)
        self.recipients += envelope.rcpt_tos
        self._take(envelope.content)
        await self.hangs.wait()
        if self.drops_after == "DATA":
            server.transport.abort()
        return "250 OK"

    def _take(self, content: bytes) -> None:
        """Keep a mail; whatever is wrong with it is a fault."""
        if not content.isascii():
            self.faults.append("not ASCII")
        if content.replace(b"\r\n", b"").count(b"\n") or content.replace(b"\r\n", b"").count(b"\r"):
            self.faults.append("a bare line end")
        if any(len(row) > 998 for row in content.split(b"\r\n")):
            self.faults.append("a line of more than 998 characters")
        if b"\r\nList-Unsubscribe: =?" in content:
            self.faults.append("a link that is encoded, which mail programs do not follow")
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        if mail.defects:
            self.faults.append(f"defects: {mail.defects}")
        for name in ONCE:
            values = mail.get_all(name, [])
            if len(values) != 1 or getattr(values[0], "defects", ()):
                self.faults.append(f"{name}: {values}")
        if mail.get_content_type() != "text/plain" or mail.get_content_charset() != "utf-8":
            self.faults.append(f"type: {mail.get_content_type()}")
        self.mails.append(mail)


def certificate(folder: Path, *, host: str = HOST) -> tuple[Path, Path]:
    """Make a certificate that signs itself, for a host and 127.0.0.1; return it and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{host}.pem", folder / f"{host}.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file


def server_context(cert_file: Path, key_file: Path) -> ssl.SSLContext:
    """Return what a server needs to speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert_file, key_file)
    return context
