"""Run the command line in this process, or as one of its own."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from app import cli
from expenseiq_core.db import session
from tests.conftest import prove_books


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line that a wrong setting is answered with."""
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.code == 2
        return self.err.strip()


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch, capsys, tmp_path) -> Run:
    """Run `expenseiq` with arguments and a standard input."""
    monkeypatch.chdir(tmp_path)  # no .env of this machine is read, and exports are saved here
    for name in ("DATABASE_URL", "LOG_LEVEL", "LANG", "LC_ALL", "LC_MONETARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("EXPENSEIQ_DATA", str(tmp_path / "file" / "data"))  # nobody's real accounts

    def start(*arguments: str, said: str = "") -> Ended:
        monkeypatch.setattr(sys, "argv", ["expenseiq", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return Ended(int(end.value.code or 0), out, err)

    return start


@pytest.fixture
def own_database(run, database_url, monkeypatch) -> Iterator[str]:  # noqa: ARG001 - run first
    """A migrated database that the settings name; its books are proved in the end."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    yield database_url

    async def prove() -> None:
        engine = session.engine(database_url)
        await prove_books(engine)
        await engine.dispose()

    asyncio.run(prove())
