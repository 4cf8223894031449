"""A Word file or pasted text → a change that waits to be looked through, with the proof that nothing got lost."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import drafts
from webapp.admin.contents import name_of
from webapp.admin.web import blueprint, desk, go, in_own_language, note_in, page, who
from webapp.analysis.tables import Tables, build_tables
from webapp.errors import AppError
from webapp.importer.draft import Draft, import_bytes, import_text
from webapp.importer.places import PARTS, REASONS, Place
from webapp.importer.tree import companions
from webapp.rules.schema import TYPES
from webapp.serve.dates import today

LARGEST_FILE = 20 * 1024 * 1024
SHOWN = 300
COUNTS = ("characters_in", "added", "taken", "left_out", "accounted", "articles")


@blueprint.get("/upload/")
def upload_form() -> AnyResponse:
    """The form that takes a file or pasted text; for editors."""
    return page("upload.html")


@blueprint.post("/upload/")
def upload() -> AnyResponse:
    """Refused with what to do, or a draft."""
    pasted = request.form.get("pasted", "").replace("\r\n", "\n")
    try:
        arrived = _read(pasted)
    except AppError as error:
        return page("upload.html", 422, said=in_own_language(error), pasted=pasted)
    name = name_of(arrived.type, arrived.id)
    with desk().database.transaction() as session:
        busy = drafts.under_way(session, name)
        if busy:
            return page(
                "upload.html",
                409,
                said=_("“{title}”正在修改，请先办完那一次。").format(title=busy.title),
                pasted=pasted,
            )
        draft = drafts.start(
            session,
            desk().clock,
            who().id,
            name,
            desk().contents.read(name),
            arrived.file,
            beside=_missing(),
            record=_record(arrived),
        )
        note_in(session, "import", name, source=arrived.name)
    return go("draft", number=draft.id)


def _read(pasted: str) -> Draft:
    tables, day = Tables.from_json(build_tables()), today().isoformat()
    if pasted.strip():
        return import_text(pasted, tables, day=day, held=_held)
    file = request.files.get("file")
    data = file.stream.read(LARGEST_FILE + 1) if file else b""
    if file is None or not data:
        raise AppError("请选一个文件，或者粘贴文字。", "Choose a file, or paste the text.")
    if len(data) > LARGEST_FILE:
        raise AppError(
            "文件超过 20 MB。请删去图片再试。", "The file is larger than 20 MB. Remove the pictures."
        )
    return import_bytes(file.filename or "", data, tables, day=day, held=_held)


def _held(id_: str) -> str | None:
    return desk().contents.read(name_of("ruleset", id_))


def _missing() -> dict[str, str]:
    """What an imported set refers to and this library does not have yet."""
    return {
        name: text
        for name, text in companions(today().isoformat()).items()
        if name.partition("/")[0] in TYPES and desk().contents.read(name) is None
    }


def _record(arrived: Draft) -> dict[str, Any]:
    """Counts and places. What is said of them is a Chinese text, translated where somebody reads it."""

    def row(place: Place, text: str, said: str) -> list[Any]:
        return [[PARTS[place.part][0], place.name or place.number], text[:SHOWN], said]

    return {
        "source": arrived.name,
        "proof": {name: getattr(arrived.proof, name) for name in COUNTS},
        "left_out": [row(each.place, each.text, REASONS[each.reason][0]) for each in arrived.left_out],
        "notices": [row(each.place, each.text, REASONS[each.reason][0]) for each in arrived.notices],
        "proposals": [row(each.source.place, each.value, _label(each.field)) for each in arrived.proposals],
    }


def _label(field: str) -> str:
    found = TYPES["ruleset"].field(field)
    return found.label if found else field
