"""Turns hits into counts by region, topic, kind, status, platform and type; keeps what a filter wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.query.hits import Hits
from webapp.rules.schema import TYPES
from webapp.rules.status import status

NAMES = ("region", "topic", "kind", "status", "platform", "type")


class Facets:
    """The facets of every unit, by number."""

    def __init__(self, corpus: Corpus, documents: Mapping[str, Any]) -> None:
        self._corpus = corpus
        self._documents = documents

    def values(self, number: int, name: str, today: date | None) -> list[str]:
        """What a unit has under a facet: ids for regions and topics, the words themselves elsewhere."""
        unit = self._corpus.units[number]
        if name == "region":
            return unit["regions"]
        if name == "topic":
            return unit["topics"]
        if name == "platform":
            return unit["platforms"]
        if name == "status":
            found = self._status(number, today) if today else ""
            return [found] if found else []
        if name == "type":
            return [unit["type"]]
        return [kind for kind in (unit["kind"], "红线" if unit["red_line"] else "") if kind]

    def keep(self, hits: Hits, chosen: Mapping[str, str], today: date | None) -> Hits:
        """The hits that have every chosen value, given as id, as title or as an alias."""
        wanted = {name: self._form(value) for name, value in chosen.items() if value and name in NAMES}
        return {
            number: hit
            for number, hit in hits.items()
            if all(self._has(number, name, value, today) for name, value in wanted.items())
        }

    def counts(self, hits: Hits, today: date | None) -> dict[str, dict[str, int]]:
        """Facet → value → how many hits have it, values in the order of their code points; no status without a day."""
        out: dict[str, dict[str, int]] = {}
        for name in NAMES:
            found: dict[str, int] = {}
            for number in hits:
                for value in dict.fromkeys(self.values(number, name, today)):
                    found[value] = found.get(value, 0) + 1
            out[name] = dict(sorted(found.items()))
        return out

    def _has(self, number: int, name: str, wanted: str, today: date | None) -> bool:
        return any(wanted in self._called(name, value) for value in self.values(number, name, today))

    def _called(self, name: str, value: str) -> list[str]:
        document = self._documents.get(value, {}) if name in ("region", "topic") else {}
        names = [value, document.get("title", ""), *document.get("aliases", [])]
        names.append(TYPES[value].label if name == "type" else "")
        return [self._form(each) for each in names if each]

    def _status(self, number: int, today: date) -> str:
        document = self._documents[self._corpus.units[number]["status_of"]]
        return status(document, None, today) if document["type"] == "ruleset" else ""

    def _form(self, text: str) -> str:
        return self._corpus.normalizer.match_form(text)
