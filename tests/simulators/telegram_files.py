"""Files that people and the bot send, and how the bot fetches them (fact 24)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from aiohttp import web

from tests.simulators.telegram_refusals import bad_request, nonsense
from tests.simulators.telegram_world import Stored, World

JSON = dict[str, Any]

PHOTO_MOST, DOWNLOAD_MOST = 10 << 20, 20 << 20


def store(
    world: World, content: bytes, *, name: str, folder: str, size: int | None = None
) -> Stored:
    """Keep a file; its path forgets its name."""
    number = next(world.numbers)
    stored = Stored(
        id=f"BQACAgIAAxkBAAI{number:06d}AAH-{folder}",
        unique_id=f"AgAD{number:06d}",
        content=content,
        size=len(content) if size is None else size,
        path=f"{folder}/file_{number}{PurePath(name).suffix}",
    )
    world.files[stored.id] = stored
    return stored


def described(stored: Stored, **more: Any) -> JSON:
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        **more,
    }


def photo(world: World, given: web.FileField | str) -> JSON:
    """A photo of a message, in two sizes, from an upload or a file_id."""
    stored = _stored(world, given, "photos")
    if stored.size > PHOTO_MOST:
        raise nonsense(f"file of size {stored.size} bytes is too big for a photo")
    return {"photo": photo_sizes(world, stored)}


def photo_sizes(world: World, stored: Stored) -> list[JSON]:
    small = store(world, stored.content[:100], name=stored.path, folder="thumbnails")
    return [
        described(small, width=68, height=90),
        described(stored, width=960, height=1280),
    ]


def document(world: World, given: web.FileField | str) -> JSON:
    """A document of a message, from an upload or a file_id."""
    stored = _stored(world, given, "documents")
    told: JSON = {}
    if isinstance(given, web.FileField):
        told = {"file_name": given.filename, "mime_type": given.content_type}
    return {"document": described(stored, **told)}


def _stored(world: World, given: web.FileField | str, folder: str) -> Stored:
    if isinstance(given, web.FileField):
        content = given.file.read()
        if not content:
            raise nonsense("file must be non-empty")
        return store(world, content, name=given.filename, folder=folder)
    if given not in world.files:
        raise nonsense("wrong file identifier/HTTP URL specified")
    return world.files[given]


def get_file(world: World, params: JSON) -> JSON:
    """GetFile: a link for an hour; nothing above 20 MB."""
    stored = world.files.get(params["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_MOST:
        raise bad_request("file is too big")
    world.links[stored.path] = (world.clock.now() + world.timings.file_link, stored)
    return {**described(stored), "file_path": stored.path}


def linked(world: World, path: str) -> Stored | None:
    """The file behind a link that still holds."""
    expires, stored = world.links.get(path, (0.0, None))
    return stored if expires > world.clock.now() else None


HANDLERS = {"getFile": get_file}
