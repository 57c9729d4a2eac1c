"""What a browser is shown by the link of a mail; pages repeat nothing of a request."""

from __future__ import annotations

from typing import Final

from starlette.responses import HTMLResponse

from bots.dialog.commands.email import NAMES

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ExpenseIQ by e-mail</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}
button{{font:inherit;padding:.4rem 1rem;margin:0 .5rem .5rem 0}}
</style></head><body><h1>{title}</h1>{body}</body></html>
"""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
}


def asked(kind: str, token: str) -> HTMLResponse:
    """Ask what is to stop: looking stops nothing. The token was verified, so it is no markup."""
    return _page(
        200,
        "No more of this by e-mail?",
        f'<form method="post"><button>No more {_name(kind)}</button>'
        f'<button formaction="{token}/all">No more mail at all</button></form>'
        "<p>In the chat everything stays as it is.</p>",
    )


def stopped(kind: str) -> HTMLResponse:
    """Say that mail of a kind has stopped."""
    return _page(
        200,
        "Stopped",
        f"<p>No more {_name(kind)} by e-mail. To have them again, type in the chat:"
        f" email {kind if kind in NAMES else 'digest'} on</p>",
    )


def stopped_all() -> HTMLResponse:
    """Say that all mail has stopped."""
    return _page(
        200,
        "Stopped",
        "<p>No more mail goes to this address, and it is forgotten."
        " To have mail again, type in the chat: email me@example.org</p>",
    )


def wrong() -> HTMLResponse:
    """Say that a link is none of ours."""
    return _page(
        400,
        "Nothing was changed",
        "<p>This link is not whole. Take it from the mail again,"
        " or type in the chat: email off</p>",
    )


def old() -> HTMLResponse:
    """Say that a link is too old."""
    return _page(
        410,
        "Nothing was changed",
        "<p>This link is too old. Take one from a newer mail, or type in the chat: email off</p>",
    )


def broken() -> HTMLResponse:
    """Say that it could not be kept."""
    return _page(
        503, "Nothing was changed", "<p>Something broke here. Try it again in a minute.</p>"
    )


def _name(kind: str) -> str:
    return NAMES.get(kind, "of these")


def _page(status: int, title: str, body: str) -> HTMLResponse:
    html = _PAGE.format(title=title, body=body)
    return HTMLResponse(html, status_code=status, headers=_HEADERS)
