"""What a browser is shown when an installing has ended; pages repeat nothing of a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import HTMLResponse

from bots.slack.manifest import INSTALL_PATH

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ExpenseIQ for Slack</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}
</style></head><body><h1>{title}</h1><p>{text}</p></body></html>
"""
_AGAIN = f'<a href="{INSTALL_PATH}">Install it again</a>'
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the browser is shown at the end; texts are our own, never a request's."""

    status: int
    title: str
    text: str

    def response(self) -> HTMLResponse:
        """Return it as an answer."""
        html = _PAGE.format(title=self.title, text=self.text)
        return HTMLResponse(html, status_code=self.status, headers=HEADERS)


INSTALLED = Page(
    status=200, title="Installed", text="Say hello to the app in Slack, or type there: lunch 12.50"
)
STALE = Page(
    status=400,
    title="Not installed",
    text="This link was used before, is older than ten minutes, or was opened in another browser."
    f" {_AGAIN}.",
)
DENIED = Page(status=200, title="Not installed", text=f"Nothing was changed. {_AGAIN}?")
REFUSED = Page(
    status=400, title="Not installed", text=f"Slack did not accept the installing. {_AGAIN}."
)
UNREACHABLE = Page(
    status=502, title="Not installed", text=f"Slack could not be reached. {_AGAIN} in a minute."
)
BROKEN = Page(
    status=503,
    title="Not installed",
    text=f"The installation could not be kept. {_AGAIN} in a minute.",
)
