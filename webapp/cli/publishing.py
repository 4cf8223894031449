"""A content folder → the current release, with one line that says what happened; shared by three verbs."""

from __future__ import annotations

from webapp.cli.arguments import say
from webapp.cli.progress import progress
from webapp.compiler.compile import compile_content
from webapp.compiler.kept import known_files
from webapp.release.builder import Published, publish
from webapp.rules.library import Library
from webapp.settings import Settings


def compiled(settings: Settings) -> Library:
    """The content as it is now; what was parsed before is not parsed again."""
    tell = progress("已编译", "compiled")
    return compile_content(settings.content, known=known_files(settings.data), tell=tell)


def publish_content(settings: Settings, notes: str = "", *, again: bool = False) -> Published:
    """Compile and publish; unchanged content reuses the stored release."""
    library = compiled(settings)
    published = publish(library, settings, notes=notes, again=again)
    count = len(library.documents)
    if published.withheld:
        say(
            f"这份内容已被收回，没有再发布，仍是第 {published.seq} 版；要再发布，请用 release create --again",
            f"this content was taken back and stays away, still release {published.seq}; to publish it all the same: "
            "release create --again",
        )
    elif published.created:
        say(f"已发布第 {published.seq} 版，共 {count} 份文件", f"release {published.seq}, {count} documents")
    else:
        say(f"内容没有变化，仍是第 {published.seq} 版", f"nothing changed, still release {published.seq}")
    return published
