"""What every view needs, kept in one place of the application object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from webapp.serve.current_release import CurrentRelease, Served
from webapp.serve.static_files import StaticFiles

KEY = "hongxian"


@dataclass(frozen=True)
class SiteContext:
    """Made once by the factory."""

    current: CurrentRelease
    site_files: StaticFiles
    own_files: StaticFiles
    # True while pages are frozen into a folder that no program of ours serves: no address may need one then.
    frozen: bool
    # Where the site will be, with a slash at the end, when the deployment says so; otherwise empty.
    home: str


def context() -> SiteContext:
    """The one of the running application."""
    return cast(SiteContext, current_app.extensions[KEY])


def served() -> Served:
    """The release to answer from; raises `ReleaseError` when there is none."""
    return context().current.get()
