"""Publishing: when a number is spent, what the statement says, what the page knows, what is refused."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import string
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tests.unit.release.conftest import NOON
from webapp.analysis.tables import VERSION, build_tables
from webapp.errors import BuildError, PublishError, ReleaseError
from webapp.release import upkeep
from webapp.release.builder import PAGE_STATE
from webapp.release.envelope import open_envelope
from webapp.release.keys import keys_folder, load_keys
from webapp.release.store import HEAD, log_name, object_name
from webapp.release.upkeep import KEEP_FIRST, verify
from webapp.release.verifier import TrustedSet

FIELDS = set(
    "t v ch epoch seq prev time expires root boot_min "
    "analyzer shell texts content first deltas reverts recall notes certificate".split()
)


def page_config(deployment: Any) -> dict[str, Any]:
    page = (deployment.site / "index.html").read_text(encoding="utf-8")
    found = re.search(r"floor:(\{.*?\}),fingerprint:\"(\w+)\"", page)
    assert found
    return {"floor": json.loads(found[1]), "fingerprint": found[2]}


def test_the_first_release(deployment: Any) -> None:
    published = deployment.publish("甲", notes="第一版")
    assert (published.seq, published.created) == (1, True)
    statement = deployment.store.current().statement
    assert set(statement) == FIELDS
    assert statement["prev"] is None
    assert statement["notes"] == "第一版"
    assert statement["time"] == "2026-03-04T05:06:07Z"
    assert statement["ch"].startswith("dev-")
    assert verify(deployment.store) == []
    assert deployment.titles() == ["甲"]
    assert not list(deployment.site.rglob("*.tmp"))


def test_a_phone_takes_it(deployment: Any) -> None:
    deployment.publish("甲")
    keys = load_keys(deployment.settings.data)
    phone = TrustedSet(keys.envelopes[0], channel=keys.channel)
    assert phone.check_head((deployment.site / HEAD).read_bytes())[0] == "newer"


def test_unchanged_content_spends_no_number_and_writes_nothing(deployment: Any) -> None:
    deployment.publish("甲", "乙")
    before = {path: path.stat().st_mtime_ns for path in deployment.site.rglob("*") if path.is_file()}
    again = deployment.publish("甲", "乙", now=NOON + timedelta(days=9), notes="nothing new")
    assert (again.seq, again.created) == (1, False)
    assert {path: path.stat().st_mtime_ns for path in deployment.site.rglob("*") if path.is_file()} == before


def test_changed_content_is_the_next_release(deployment: Any) -> None:
    deployment.publish("甲")
    first = deployment.store.current()
    published = deployment.publish("乙")
    assert (published.seq, published.created) == (2, True)
    assert deployment.store.current().statement["prev"] == first.digest
    assert [release.position for release in deployment.store.list()] == [(1, 1), (1, 2)]


def test_going_back_is_a_new_release_with_the_old_objects(deployment: Any) -> None:
    deployment.publish("甲")
    old = deployment.store.current().statement
    deployment.publish("乙")
    assert deployment.publish("甲").seq == 3
    assert deployment.store.current().statement["content"] == old["content"]


def test_tables_of_another_time_are_not_read(deployment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the program was replaced, or a release of an older one was taken up again, the server still searches."""
    with monkeypatch.context() as older:
        older.setattr("webapp.release.builder.build_tables", lambda: {**build_tables(), "v": VERSION - 1})
        deployment.publish("甲")
    assert deployment.store.current().tables().value["v"] == VERSION


def test_a_changed_shell_is_a_new_release(deployment: Any) -> None:
    deployment.publish("甲")
    deployment.file("js/shell.js", "document.title = HONGXIAN_SHELL.styles + '2';\n")
    assert deployment.publish("甲").seq == 2


def test_time_never_goes_back(deployment: Any) -> None:
    deployment.publish("甲")
    deployment.publish("乙", now=NOON - timedelta(days=400))
    assert deployment.store.current().statement["time"] == "2026-03-04T05:06:08Z"


def test_a_release_is_renewed_before_it_expires(deployment: Any) -> None:
    deployment.publish("甲")
    assert not deployment.publish("甲", now=NOON + timedelta(days=300)).created
    assert deployment.publish("甲", now=NOON + timedelta(days=310)).seq == 2


def test_a_signed_number_is_never_signed_again(deployment: Any) -> None:
    """Cut off between log and head: the same content finishes it, other content takes the next number."""
    deployment.publish("甲")
    head = (deployment.site / HEAD).read_bytes()
    deployment.publish("乙")
    (deployment.site / HEAD).write_bytes(head)
    signed = (deployment.site / log_name((1, 2))).read_bytes()
    published = deployment.publish("乙", now=NOON + timedelta(days=1))
    assert (published.seq, published.created) == (2, True)
    assert (deployment.site / HEAD).read_bytes() == signed
    (deployment.site / HEAD).write_bytes(head)
    assert deployment.publish("丙").seq == 3
    assert (deployment.site / log_name((1, 2))).read_bytes() == signed


def test_what_went_missing_or_bad_is_written_again(deployment: Any) -> None:
    deployment.publish("甲", "乙")
    missing, damaged = (
        deployment.site / object_name(entry[1]) for entry in deployment.store.current().entries()
    )
    missing.unlink()
    damaged.write_bytes(damaged.read_bytes()[:-1])
    problems = verify(deployment.store)
    assert len(problems) == 2
    assert missing.name in problems[0]
    assert "missing" in problems[0]
    assert damaged.name in problems[1]
    assert "damaged" in problems[1]
    assert not deployment.publish("甲", "乙").created
    assert verify(deployment.store) == []


def test_leftovers_of_a_killed_run_go_away(deployment: Any) -> None:
    deployment.publish("甲")
    leftover = deployment.site / "sync" / ".head.json.99.tmp"
    leftover.write_text("half", encoding="utf-8")
    deployment.publish("甲")
    assert not leftover.exists()


def test_another_channels_folder_is_left_alone(deployment: Any) -> None:
    deployment.publish("甲")
    head = (deployment.site / HEAD).read_bytes()
    shutil.rmtree(keys_folder(deployment.settings.data))
    with pytest.raises(PublishError, match="belongs to channel"):
        deployment.publish("乙")
    assert (deployment.site / HEAD).read_bytes() == head


def test_a_forged_head_stops_publishing(deployment: Any) -> None:
    deployment.publish("甲")
    for name in (HEAD, log_name((1, 1))):
        path = deployment.site / name
        path.write_bytes(path.read_bytes().replace(b'\\"seq\\":1', b'\\"seq\\":7'))
    with pytest.raises(ReleaseError, match="bad-signature"):
        deployment.publish("乙")


@pytest.mark.parametrize("name", [HEAD, "sync/root/1.json"])
@pytest.mark.parametrize("text", ["", "{", "null", '{"signed":"x","sigs":[]}'])
def test_a_damaged_copy_is_named_and_written_again_once_it_is_gone(
    deployment: Any, name: str, text: str
) -> None:
    deployment.publish("甲")
    path = deployment.site / name
    whole = path.read_bytes()
    path.write_text(text)
    with pytest.raises(ReleaseError, match="delete this one file") as raised:
        deployment.publish("乙")
    assert str(path) in raised.value.zh
    assert name in "".join(verify(deployment.store))
    path.unlink()
    deployment.publish("甲")
    assert path.read_bytes() == whole


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"floor":[1],"page":"x","revision":1}'])
def test_damaged_notes_about_the_page_are_named(deployment: Any, text: str) -> None:
    deployment.publish("甲")
    notes = deployment.settings.data / PAGE_STATE
    notes.write_text(text)
    with pytest.raises(PublishError, match="damaged") as raised:
        deployment.publish("乙")
    assert str(notes) in raised.value.zh


def test_private_keys_under_each_others_names_are_told_apart(deployment: Any) -> None:
    deployment.publish("甲")
    one, other = keys_folder(deployment.settings.data).glob("*.pem")
    aside = one.rename(one.with_suffix(".aside"))
    other.rename(one)
    aside.rename(other)
    with pytest.raises(ReleaseError, match="another key"):
        deployment.publish("乙")


def test_the_page_stays_the_same_from_release_to_release(deployment: Any) -> None:
    deployment.publish("甲")
    page, modified = (
        (deployment.site / "index.html").read_bytes(),
        (deployment.site / "index.html").stat().st_mtime,
    )
    for title in "乙丙丁":
        deployment.publish(title)
    assert (deployment.site / "index.html").read_bytes() == page
    assert (deployment.site / "index.html").stat().st_mtime == modified
    assert page_config(deployment)["floor"] == {"epoch": 1, "seq": 0}


def test_a_new_page_knows_where_the_channel_stands_and_is_a_little_younger(deployment: Any) -> None:
    deployment.publish("甲")
    before = (deployment.site / "index.html").stat().st_mtime
    deployment.publish("乙")
    deployment.file("js/boot/main.js", "document.title = 'boot 2';\n")
    deployment.publish("丙")
    assert page_config(deployment)["floor"] == {"epoch": 1, "seq": 2}, (
        "not above the head while it is written"
    )
    assert (deployment.site / "index.html").stat().st_mtime == before + 24 * 3600


def test_the_page_has_the_fingerprint_and_a_policy_for_its_own_script(deployment: Any) -> None:
    deployment.publish("甲")
    page = (deployment.site / "index.html").read_text(encoding="utf-8")
    assert page_config(deployment)["fingerprint"] == load_keys(deployment.settings.data).fingerprint
    root = open_envelope((deployment.site / "sync/root/1.json").read_bytes()).signed
    assert hashlib.sha256(root.encode()).hexdigest() in page
    assert page.count("'sha256-") == 2
    assert "unsafe" not in page


def test_the_worker_lists_what_it_keeps(deployment: Any) -> None:
    deployment.file("screenshots/wide.png", "x")
    deployment.publish("甲")
    worker = (deployment.site / "sw.js").read_text(encoding="utf-8")
    listed = re.search(r"JSON\.parse\('(.*?)'\)", worker)
    assert listed
    assert [name for name, _ in json.loads(listed[1])] == [
        "icons/icon.svg",
        "index.html",
        "manifest.webmanifest",
    ]
    assert (deployment.site / "screenshots" / "wide.png").exists()


@pytest.mark.parametrize(
    ("name", "part"), [("js/boot/main.js", "bootloader"), ("js/service-worker/sw.js", "sw")]
)
def test_a_budget_that_is_exceeded_stops_the_build(deployment: Any, name: str, part: str) -> None:
    deployment.publish("甲")
    noise = "".join(Random(1).choices(string.ascii_letters + string.digits, k=40_000))
    deployment.file(name, f"const P = JSON.parse('{{{{PRECACHE}}}}'), C = '{{{{CACHE}}}}';\nconst N = '{noise}';\n"
                    if part == "sw" else f"document.title = '{noise}';\n")  # fmt: skip
    with pytest.raises(BuildError, match=part):
        deployment.publish("乙")
    assert deployment.titles() == ["甲"]


def test_a_statement_over_4_kilobytes_stops_the_build(deployment: Any) -> None:
    with pytest.raises(BuildError, match="head"):
        deployment.publish("甲", notes="长" * 2000)


def test_a_wrong_placeholder_is_named(deployment: Any) -> None:
    deployment.file("index.html", "{{CPS}}")
    with pytest.raises(BuildError, match="CPS"):
        deployment.publish("甲")


def test_old_objects_go_and_recent_ones_stay(deployment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "KEEP_RELEASES", 5)
    for number in range(7):
        deployment.publish(f"第{number}条")
    assert len(deployment.store.list()) == 7
    for release in deployment.store.recent(5):
        assert release.library().documents
    with pytest.raises(ReleaseError, match="missing"):
        deployment.store.list()[0].library()
    assert len(list((deployment.site / "sync" / "first").iterdir())) == KEEP_FIRST
    assert verify(deployment.store) == []


def test_a_damaged_old_release_does_not_stop_a_new_one(deployment: Any) -> None:
    deployment.publish("甲")
    manifest = deployment.store.current().statement["content"]["h"]
    (deployment.site / object_name(manifest)).unlink()
    assert deployment.publish("乙").seq == 2
    assert deployment.titles() == ["乙"]
    assert len(verify(deployment.store)) == 1
