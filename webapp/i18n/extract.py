"""Python, Jinja and JavaScript sources → `messages.pot` and the three `messages.po`.

    python -m webapp.i18n.extract            write all four files
    python -m webapp.i18n.extract --check    exit 1 when one of them would change
    python -m webapp.i18n.extract --draft    draft missing traditional texts with OpenCC (then read them)

Same sources, same bytes: messages are sorted, the places of use are file names without line numbers, and
the header carries no date. Translations of messages that are gone are dropped; version control keeps them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from webapp.i18n.catalogs import catalog_path
from webapp.i18n.locales import LOCALES

# `N_` marks a word of a fixed vocabulary that is translated where it is shown; the function itself does
# nothing.
PYTHON_KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "N_": None}
JAVASCRIPT_KEYWORDS = {"t": None, "N_": None}

# Suffix → options of Babel; the second finds plain calls in template literals, not calls with an object.
OPTIONS = {
    ".html": {"newstyle_gettext": "true", "silent": "false"},
    ".js": {"parse_template_string": "true"},
}

HEADER = """\
# Interface texts of 红线随身查. See translations/README.md.
msgid ""
msgstr ""
"Project-Id-Version: hongxian\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Draft = Callable[[str], str]

# OpenCC's standard prefers old forms; these are what Hong Kong and Taiwan both read every day.
USUAL_FORMS = str.maketrans("爲羣裏啓衆牀麪纔僞覈臺佈“”", "為群裡啟眾床麵才偽核台布「」")


def sources(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that may hold interface texts, with the extraction method of Babel, in a fixed order."""
    package = root / "webapp"
    for method, pattern, folder in (
        ("python", "*.py", package),
        ("jinja2.ext:babel_extract", "*.html", package / "templates"),
        ("javascript", "*.js", package / "static" / "js"),
    ):
        for path in sorted(folder.rglob(pattern)):
            yield method, path


def extract(root: Path) -> Catalog:
    """All messages of the sources, each with the files that use it."""
    catalog = Catalog()
    for method, path in sources(root):
        keywords = JAVASCRIPT_KEYWORDS if method == "javascript" else PYTHON_KEYWORDS
        name = path.relative_to(root).as_posix()
        options = OPTIONS.get(path.suffix)
        for _line, message, _comments, _context in extract_from_file(method, path, keywords, options=options):
            if isinstance(message, str) and message:
                catalog.add(message, locations=[(name, 1)])
    return catalog


def known_translations(path: Path) -> dict[str, str]:
    """What the file holds so far; nothing when it does not exist yet."""
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


def translated(template: Catalog, known: dict[str, str], draft: Draft) -> Catalog:
    """The messages of the template with the translations known so far, missing ones from `draft`."""
    catalog = Catalog()
    for message in template:
        if message.id:
            id_ = str(message.id)
            catalog.add(id_, known.get(id_) or draft(id_), locations=sorted(set(message.locations)))
    return catalog


def to_bytes(catalog: Catalog, language: str) -> bytes:
    """A `.po` file that is the same for the same messages, whenever and wherever it is written."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER.format(language=language).encode() + buffer.getvalue()


def outputs(root: Path, traditional: Draft = lambda id_: "") -> dict[Path, bytes]:
    """Every file that the sources call for, with its content."""
    translations = root / "translations"
    template = extract(root)
    drafts: dict[str, Draft] = {"zh": lambda id_: id_, "zh_Hant": traditional}
    files = {translations / "messages.pot": to_bytes(translated(template, {}, lambda id_: ""), "")}
    for locale in LOCALES:
        path = catalog_path(translations, locale)
        known = {} if locale == "zh" else known_translations(path)
        files[path] = to_bytes(translated(template, known, drafts.get(locale, lambda id_: "")), locale)
    return files


def opencc_draft() -> Draft:
    """Traditional characters without the words of one place. OpenCC is a development tool only."""
    from opencc import OpenCC

    convert: Draft = OpenCC("s2t").convert
    return lambda text: convert(text).translate(USUAL_FORMS)


def main(arguments: list[str] | None = None) -> int:
    """The command line described above."""
    parser = argparse.ArgumentParser(
        prog="python -m webapp.i18n.extract", description=__doc__.splitlines()[0]
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is not current"
    )
    parser.add_argument("--draft", action="store_true", help="draft missing traditional texts with OpenCC")
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[2]
    files = outputs(root, opencc_draft()) if options.draft else outputs(root)
    stale = [path for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    for path in stale:
        print(path.relative_to(root), file=sys.stderr)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
