"""Objects + the last statement + what is to be said → the statement to publish: the same one again, or the next number.

A number is never signed for two texts. Content that was taken back stays away until somebody publishes it again on
purpose, or a server that starts anew would undo the withdrawal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webapp.release.certificate import certified
from webapp.release.envelope import RELEASE_TAG, seal
from webapp.release.keys import Keys
from webapp.release.objects import Objects
from webapp.release.store import Release, ReleaseStore
from webapp.release.verifier import BOOT, VERSION, Position, TrustedSet
from webapp.rules import instants
from webapp.rules.canonical import canonical_json

LIFETIME = timedelta(days=365)
RENEW_BEFORE = timedelta(days=60)
# What tells two statements of the same content apart.
SERIAL = ("seq", "prev", "time", "expires", "notes", "deltas")


@dataclass(frozen=True)
class Change:
    """What is to be said besides the objects.

    `recall`: ids with the reason for each; None keeps what is recalled, except rules that changed.
    """

    notes: str = ""
    reverts: Mapping[str, Any] | None = None
    recall: Mapping[str, str] | None = None


def next_statement(
    keys: Keys,
    objects: Objects,
    latest: Release | None,
    change: Change,
    now: datetime,
    deltas: Sequence[Mapping[str, Any]] = (),
) -> tuple[bytes, Position]:
    """The envelope to publish and its number: the latest one if it says the same, else a new one."""
    said = _said(keys, objects, latest, change)
    if latest and _says(latest, said) and now < instants.read(latest.statement["expires"]) - RENEW_BEFORE:
        return latest.envelope, latest.position
    epoch = keys.root.epoch
    at = (epoch, latest.position[1] + 1 if latest and latest.position[0] == epoch else 1)
    time = max(now, instants.read(latest.statement["time"]) + timedelta(seconds=1)) if latest else now
    text = canonical_json(
        {
            **said,
            "seq": at[1],
            "prev": latest.digest if latest else None,
            "time": instants.stored(time),
            "expires": instants.stored(time + LIFETIME),
            "notes": change.notes,
            "deltas": list(deltas),
        }
    ).decode()
    envelope = seal(text, RELEASE_TAG, keys.release_signers())
    _newest(keys, latest).check_head(envelope)
    return envelope, at


def _said(keys: Keys, objects: Objects, latest: Release | None, change: Change) -> dict[str, Any]:
    """Everything but what tells two statements of the same content apart."""
    recall = _recalled(latest, objects) if change.recall is None else change.recall
    reasons = {id_: reason for id_, reason in recall.items() if reason}
    return {
        "t": "release",
        "v": VERSION,
        "ch": keys.channel,
        "epoch": keys.root.epoch,
        "root": keys.root.number,
        "boot_min": BOOT,
        "reverts": change.reverts,
        "recall": sorted(recall),
        **({"recall_reasons": reasons} if reasons else {}),
        **objects.fields,
        "certificate": certified(objects, latest.statement if latest else None),
    }


def taken_back(store: ReleaseStore, objects: Objects) -> bool:
    """Whether the last withdrawal was of this content, and nobody has published it since."""
    recent = store.recent(64)
    back = next((release for release in reversed(recent) if release.statement["reverts"]), None)
    if back is None:
        return False
    target = (back.statement["reverts"]["to"][0], back.statement["reverts"]["to"][1])
    content = objects.fields["content"]["h"]
    holding = [each.position for each in recent if each.statement["content"]["h"] == content]
    return any(target < at < back.position for at in holding) and not any(
        at >= back.position for at in holding
    )


def recall_in(release: Release) -> dict[str, str]:
    """What a release recalls, with the reasons that were given."""
    reasons = release.statement.get("recall_reasons", {})
    return {id_: reasons.get(id_, "") for id_ in release.statement["recall"]}


def _recalled(latest: Release | None, objects: Objects) -> dict[str, str]:
    if latest is None or not latest.statement["recall"]:
        return {}
    digests = {id_: sha256 for id_, sha256, _ in latest.entries()}
    recall = recall_in(latest).items()
    return {id_: reason for id_, reason in recall if digests[_document(id_)] in objects.by_digest}


def _document(id_: str) -> str:
    """An article lies in the document of its rule set."""
    return id_.partition("--art-")[0]


def _newest(keys: Keys, latest: Release | None) -> TrustedSet:
    """A phone that has taken everything so far: what we sign must be good to it."""
    held = latest.position if latest else (0, 0)
    trusted = TrustedSet(keys.envelopes[0], channel=keys.channel, held=held)
    for envelope in keys.envelopes[1:]:
        trusted.take_root(envelope)
    return trusted


def _says(release: Release, fields: Mapping[str, Any]) -> bool:
    return {name: value for name, value in release.statement.items() if name not in SERIAL} == fields
