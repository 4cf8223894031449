"""A text as it came, bytes or pasted → the draft of a rule set with its proof, or a refusal that says what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass

from webapp.analysis.tables import Tables

from .body import make_body
from .conservation import Proof, prove
from .facts import Proposal, read_facts
from .naming import version_id, work_id
from .opening import read_bytes, read_text
from .places import LeftOut, Notice
from .reading import Reading
from .regulation import read_regulation
from .rule_set import Names, body_of, origin, rule_set_file

PASTED = "粘贴的文字"
_DIGITS = 6

Held = Callable[[str], "str | None"]
"""An id → the file of the rule set that has it already, or None."""


def nothing(_: str) -> str | None:
    """No id is held by anybody."""
    return None


@dataclass(frozen=True)
class Draft:
    """A file of the content tree and what became of the text it was made of."""

    name: str
    id: str
    title: str
    file: str
    proof: Proof
    proposals: tuple[Proposal, ...]
    notices: tuple[Notice, ...]
    left_out: tuple[LeftOut, ...]
    type: str = "ruleset"

    @property
    def articles(self) -> int:
        """How many articles the compiler finds in the file: the number of the proof."""
        return self.proof.articles


def import_bytes(
    name: str,
    data: bytes,
    tables: Tables,
    *,
    day: str,
    held: Held = nothing,
    taken: Collection[str] = (),
    rule_set: str = "",
) -> Draft:
    """`day`: of the import; `taken`: ids given a moment ago to other texts; `rule_set`: its id, if a person chose one.

    Raises ContentError when this is no text that can be read.
    """
    return _draft(name, read_bytes(name, data), tables, day, held, taken, rule_set)


def import_text(text: str, tables: Tables, *, day: str, held: Held = nothing) -> Draft:
    """Pasted text, which may be Markdown."""
    return _draft(f"{PASTED} {_digest(text)}", read_text(text, markdown=True), tables, day, held)


def _draft(
    name: str,
    reading: Reading,
    tables: Tables,
    day: str,
    held: Held,
    taken: Collection[str] = (),
    rule_set: str = "",
) -> Draft:
    file_name = name.rpartition("/")[2]
    regulation = read_regulation(reading, file_name.rpartition(".")[0] or file_name)
    facts = read_facts(regulation, file_name)
    body = make_body(regulation)
    work = work_id(regulation.title, tables)
    chosen = rule_set or _free_id(version_id(work, facts.version), name, body.text, held, taken)
    file = rule_set_file(regulation.title, body.text, facts, Names(chosen, work, name), day)
    return Draft(
        name,
        chosen,
        regulation.title,
        file,
        prove(reading, regulation, file),
        facts.proposals,
        (*reading.notices, *body.notices),
        tuple(reading.left_out),
    )


def _free_id(wanted: str, name: str, text: str, held: Held, taken: Collection[str]) -> str:
    """The wanted id, unless another text has it: then one with a digest of the name, the same every time."""
    there = held(wanted)
    same = there is None or origin(there) == name or body_of(there) == text
    return wanted if same and wanted not in taken else f"{wanted}-{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
