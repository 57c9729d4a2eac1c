"""A process that uses the embedded server of a folder: `embedded_user.py DATA [hold|churn|as UID]`.

`hold`: says the URL, stays until its standard input ends. `churn`: comes, writes a row and goes,
three times. `as UID`: becomes another user of the system first, and says how it is refused.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psycopg

from expenseiq_core.db import embedded
from expenseiq_core.errors import SettingsError


def hold(data: Path) -> None:
    with embedded.server(data, durable=False) as url:
        write(url)
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        sys.stdin.read()


def churn(data: Path) -> None:
    for _ in range(3):
        with embedded.server(data, durable=False) as url:
            write(url)


def write(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # CREATE IF NOT EXISTS is not atomic
        connection.execute("CREATE TABLE IF NOT EXISTS visits (pid int)")
        connection.execute("INSERT INTO visits VALUES (%s)", [os.getpid()])


def refused(data: Path, uid: int) -> None:
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    try:
        with embedded.server(data, durable=False):
            sys.stdout.write("let in")
    except SettingsError as error:
        sys.stdout.write(str(error))


folder = Path(sys.argv[1])
match sys.argv[2:]:
    case ["hold"]:
        hold(folder)
    case ["churn"]:
        churn(folder)
    case ["as", number]:
        refused(folder, int(number))
