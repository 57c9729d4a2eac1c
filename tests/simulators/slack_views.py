"""views.*: modals on a stack of three, the Home tab, triggers that work once, for three seconds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from tests.simulators import slack_blocks
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_records import LiveMarkup
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Profile, View, Workspace

Arguments = Mapping[str, Any]
STACK = 3
VIEW_SIZE = 250_000  # characters of JSON


def open_view(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """views.open: the first modal of a stack."""
    _check(slack, given["view"], "modal", "views.open")
    person, _ = _use_trigger(slack, workspace, given)
    person.modals.clear()
    return {"view": shape(workspace, put(slack, person, given["view"]))}


def push_view(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """views.push: above an open modal, with a trigger that came from one."""
    _check(slack, given["view"], "modal", "views.push")
    person, from_modal = _use_trigger(slack, workspace, given)
    if not (from_modal and person.modals):
        raise Refused("not_found")
    return {"view": shape(workspace, put(slack, person, given["view"]))}


def update_view(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """views.update: an open modal, by id or external_id; a stale hash is refused."""
    for view in _open_views(workspace):
        external = given.get("external_id")
        if view.id == given.get("view_id") or (
            external and view.content.get("external_id") == external
        ):
            break
    else:
        raise Refused("not_found")
    _check(slack, given["view"], str(view.content["type"]), "views.update")
    if given.get("hash", view.hash) != view.hash:
        raise Refused("hash_conflict")
    change(slack, view, given["view"])
    return {"view": shape(workspace, view)}


def publish_view(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """views.publish: one person's Home tab; a stale hash is refused."""
    person = workspace.people.get(given["user_id"])
    if person is None:
        raise Refused("invalid_arguments")
    if not workspace.home_tab:
        raise Refused("not_enabled")
    _check(slack, given["view"], "home", "views.publish")
    if person.home is not None and given.get("hash", person.home.hash) != person.home.hash:
        raise Refused("hash_conflict")
    if person.home is None:
        person.home = _new(slack, person, given["view"], root=None, previous=None)
    else:
        change(slack, person.home, given["view"])
    return {"view": shape(workspace, person.home)}


def put(slack: Slack, person: Profile, content: dict[str, Any]) -> View:
    """Lay a modal above those that are open."""
    if len(person.modals) >= STACK:
        raise Refused("push_limit_reached")
    external = content.get("external_id")
    if external and any(view.content.get("external_id") == external for view in person.modals):
        raise Refused("duplicate_external_id")
    above = person.modals[-1] if person.modals else None
    view = _new(
        slack, person, content, root=above.root if above else None,
        previous=above.id if above else None,
    )  # fmt: skip
    person.modals.append(view)
    return view


def change(slack: Slack, view: View, content: dict[str, Any]) -> None:
    """Show something else in an open view; its hash changes."""
    blocks = slack_blocks.named(content["blocks"], slack.numbers)
    view.content = content | {"blocks": blocks}
    view.hash, view.errors = slack.new_id("h"), {}


def check(slack: Slack, content: Any, kind: str, where: str) -> list[str]:
    """What is wrong with a view of the app; recorded as faults, and what comes alive in it."""
    if not isinstance(content, dict):
        return ["not an object"]
    wrong = slack_blocks.wrong_in_view(content, kind=kind)
    if not wrong and len(str(content)) > VIEW_SIZE:
        wrong = ["view_too_large"]
    slack.faults += [f"{where}: {one}" for one in wrong]
    if not wrong:
        live = slack_blocks.alive_in(content["blocks"])
        slack.live_markup += [LiveMarkup(where=where, text=one, markup=two) for one, two in live]
    return wrong


def shape(workspace: Workspace, view: View) -> dict[str, Any]:
    """The view as Slack sends it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        **view.content,
        "id": view.id,
        "team_id": workspace.id,
        "hash": view.hash,
        "state": {"values": {}},
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_id": "A0APP",
        "bot_id": workspace.bot_id,
    }


def _check(slack: Slack, content: Any, kind: str, where: str) -> None:
    wrong = check(slack, content, kind, where)
    if wrong == ["view_too_large"]:
        raise Refused("view_too_large")
    if wrong:
        raise Refused("invalid_arguments", response_metadata={"messages": wrong})


def _new(
    slack: Slack,
    person: Profile,
    content: dict[str, Any],
    *,
    root: str | None,
    previous: str | None,
) -> View:
    name = slack.new_id("V")
    view = View(id=name, user=person.id, hash="", content={}, root=root or name, previous=previous)
    change(slack, view, content)
    return view


def _open_views(workspace: Workspace) -> list[View]:
    homes = [person.home for person in workspace.people.values() if person.home]
    return homes + [view for person in workspace.people.values() for view in person.modals]


def _use_trigger(slack: Slack, workspace: Workspace, given: Arguments) -> tuple[Profile, bool]:
    trigger = slack.triggers.get(str(given.get("trigger_id")))
    if trigger is None or trigger.workspace != workspace.id:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - trigger.made > slack.timings.trigger_life:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return workspace.people[trigger.user], trigger.from_modal
