"""An object store → the copy that this server serves, now again and again; a store that is away changes nothing."""

from __future__ import annotations

import threading

from webapp.cli.arguments import say
from webapp.errors import AppError
from webapp.release.folder import Folder
from webapp.release.location import site_folder
from webapp.release.mirror import follow_once
from webapp.release.store import ReleaseStore
from webapp.settings import Settings

LOOK_EVERY_SECONDS = 20


def follow(settings: Settings) -> None:
    """Copy what is offered now, or go on with the last copy; then look again and again beside the server."""
    copy = Folder(site_folder(settings.data))
    try:
        follow_once(settings)
    except AppError as problem:
        say(problem.zh, problem.en)
    ReleaseStore(copy).published()
    threading.Thread(target=_look_again, args=(settings,), daemon=True).start()


def _look_again(settings: Settings) -> None:
    away = False
    while not threading.Event().wait(LOOK_EVERY_SECONDS):
        try:
            follow_once(settings)
            away = False
        except AppError as problem:
            if not away:
                say(problem.zh, problem.en)
            away = True
