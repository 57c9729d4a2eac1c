"""What the documents name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYOUT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]


def named_in_the_layout() -> list[str]:
    """Names stand in the folder above that is indented less."""
    found, folders = [], {}
    for row in LAYOUT.strip().splitlines():
        names, depth = re.split(r" {2,}", row.strip())[0], len(row) - len(row.lstrip())
        above = next((folders[d] for d in range(depth - 1, -1, -1) if d in folders), "")
        for name in names.split(", "):
            found.append(above + name)
            if name.endswith("/"):
                folders = {d: f for d, f in folders.items() if d < depth} | {depth: above + name}
    return found


@pytest.mark.parametrize("name", named_in_the_layout())
def test_the_layout_names_what_exists(name):
    assert list(ROOT.glob(name.rstrip("/")))


@pytest.mark.parametrize(
    "document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "bench/README.md"]
)
def test_files_that_a_document_names_exist(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    for name in re.findall(r"`((?:expenseiq_core|bots|app|tests|migrations|bench)/[^`\s]+)`", text):
        if not re.search(r"[A-Z]{4}", name):  # NAME is whatever one calls it
            assert (ROOT / name).exists(), name
    for name in re.findall(r"\b[A-Z]{4,}\.md\b", text):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md",
        "LICENSE", ".env.example", "bench/README.md",
    ],
)  # fmt: skip
def test_no_document_is_left_out(name):
    assert (ROOT / name).read_text(encoding="utf-8").strip()
