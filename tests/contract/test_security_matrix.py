"""Each of the 52 rows of the security matrix has a test that is there, or a reason that is written down."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

RELEASE, SERVE, ADMIN, BROWSER = "tests/unit/release", "tests/unit/serve", "tests/unit/admin", "tests/browser"
SIGNED = f"{RELEASE}/test_trusted_set.py::test_statement"  # every case of tests/vectors/statements.json
ROWS: dict[int, tuple[str, list[str] | str]] = {
    1: ("forged release", [SIGNED, f"{BROWSER}/test_boot.py::test_what_is_forged_never_becomes_the_first_release"]),
    2: ("rollback", [f"{BROWSER}/test_update.py::test_an_older_release_is_refused",
                     f"{BROWSER}/test_update.py::test_a_lost_release_does_not_lower_what_the_phone_accepts"]),
    3: ("freeze", [f"{RELEASE}/test_builder.py::test_a_release_is_renewed_before_it_expires"]),
    4: ("fast-forward", [f"{RELEASE}/test_ceremony.py::test_a_new_epoch_is_above_everything_that_a_thief_signed"]),
    5: ("mix and match", [f"{BROWSER}/test_update.py::test_a_second_release_is_offered_then_taken_and_never_mixed"]),
    6: ("replay at another deployment", [f"{BROWSER}/test_update.py::test_a_release_of_another_key_is_refused"]),
    7: ("endless data", [f"{BROWSER}/test_update.py::test_a_bad_answer_is_refused_and_the_old_release_stays"]),
    8: ("type confusion", [SIGNED]),
    9: ("malleable signatures", [f"{RELEASE}/test_trusted_set.py::test_signature"]),
    10: ("JSON tricks", [SIGNED]),
    11: ("release key stolen", [f"{RELEASE}/test_ceremony.py::test_a_rotated_key_signs_nothing_any_more"]),
    12: ("root key stolen", [f"{RELEASE}/test_ceremony.py::test_five_rotations_of_every_key_are_walked"]),
    13: ("first load over HTTP", "trust on first use cannot be tested away; the fingerprint stands on 关于 and "
         "`./run keys fingerprint`, README says to compare it, and the single file and HTTPS do without"),
    14: ("stored XSS via Markdown", [f"{BROWSER}/test_desk_xss.py::test_no_vector_runs_in_any_field",
                                     f"{SERVE}/test_body_html.py::test_inline"]),
    15: ("XSS via other fields", [f"{BROWSER}/test_desk_xss.py::test_no_vector_runs_in_any_field",
                                  f"{SERVE}/test_search_page.py::test_the_query_is_text_and_never_markup"]),
    16: ("DOM clobbering", "no element gets an id from a document but the places of the single file, which no script "
         "reads by name; the desk's ids are names of fields"),
    17: ("link schemes", ["tests/unit/compiler/test_markdown.py::test_links_and_code"]),
    18: ("CSRF", [f"{ADMIN}/test_entrance.py::test_every_form_needs_its_own_token",
                  f"{ADMIN}/test_entrance.py::test_a_form_on_another_site_does_nothing"]),
    19: ("session fixation", [
        f"{ADMIN}/test_entrance.py::test_a_session_gets_a_new_key_and_what_was_there_before_is_worth_nothing"]),
    20: ("stale session", [f"{ADMIN}/test_entrance.py::test_a_session_ends_when_idle_and_when_old",
        f"{ADMIN}/test_entrance.py::test_sessions_end_at_once_when_roles_change_or_somebody_leaves"]),
    21: ("brute force", [
        f"{ADMIN}/test_entrance.py::test_five_failures_lock_for_a_while_and_a_known_browser_still_gets_in",
        f"{ADMIN}/test_entrance.py::test_one_address_cannot_try_all_names"]),
    22: ("user enumeration", [
        f"{ADMIN}/test_entrance.py::test_a_stranger_cannot_tell_a_wrong_name_from_a_wrong_password",
        f"{ADMIN}/test_entrance.py::test_a_wrong_name_costs_as_much_hashing_as_a_wrong_password"]),
    23: ("hash flood", [f"{ADMIN}/test_entrance.py::test_however_many_sign_in_at_once_four_are_hashed"]),
    24: ("code replay", [f"{ADMIN}/test_entrance.py::test_a_code_works_once",
                         f"{ADMIN}/test_attacks.py::test_a_pc_left_open_gives_nobody_another_second_factor"]),
    25: ("default credentials", [f"{ADMIN}/test_journey.py::test_the_first_account_is_made_once_with_the_token"]),
    26: ("privilege escalation", [f"{ADMIN}/test_roles.py::test_every_route_answers_every_role_as_the_table_says"]),
    27: ("self-review", [f"{ADMIN}/test_drafts.py::test_steps_lead_only_from_where_they_may",
                         f"{ADMIN}/test_attacks.py::test_only_the_text_that_was_on_the_screen_is_approved",
                         f"{ADMIN}/test_attacks.py::test_what_was_approved_changes_no_more",
                         f"{ADMIN}/test_postgres.py::test_a_text_that_changes_while_it_is_approved_is_not_approved"]),
    28: ("audit tampering", [f"{ADMIN}/test_audit.py::test_tampering_is_named",
        f"{ADMIN}/test_audit.py::test_a_forged_chain_does_not_fit_what_was_noted_outside",
        f"{ADMIN}/test_audit.py::test_a_cut_tail_does_not_fit_the_signed_head_of_the_day",
        f"{ADMIN}/test_audit.py::test_a_head_kept_elsewhere_notices_what_was_cut_off_with_its_heads"]),
    29: ("audit write fails", [f"{ADMIN}/test_audit.py::test_nothing_is_published_when_it_cannot_be_recorded"]),
    30: ("log injection", [f"{ADMIN}/test_audit.py::test_what_is_typed_cannot_look_like_another_line"]),
    31: ("secrets in logs", [f"{SERVE}/test_nothing_logged.py::test_with_the_real_server",
                             f"{ADMIN}/test_entrance.py::test_the_database_holds_nothing_that_signs_in"]),
    32: ("zip bomb", ["tests/unit/importer/test_hostile.py::test_sizes_in_the_directory_are_not_believed",
                      "tests/unit/importer/test_hostile.py::test_entries_over_each_other_are_refused"]),
    33: ("zip slip", ["tests/unit/importer/test_hostile.py::test_paths_that_lead_elsewhere_are_refused",
                      f"{ADMIN}/test_backup.py::test_a_backup_brings_nothing_that_leads_elsewhere_or_would_be_believed"]),
    34: ("XXE", ["tests/unit/importer/test_hostile.py::test_document_types_and_entities_are_refused"]),
    35: ("image bombs", "no image is opened, stored or sent: the importer lists pictures as left out"),
    36: ("path traversal", [f"{SERVE}/test_site.py::test_nothing_outside_the_folder",
                            "tests/unit/rules/test_ids.py::test_what_is_no_id"]),
    37: ("SSRF", ["tests/unit/importer/test_hostile.py::test_nothing_is_written_and_nothing_is_fetched"]),
    38: ("query DoS", [f"{SERVE}/test_fuzz.py::test_killers", f"{SERVE}/test_fuzz.py::test_thousands_of_queries"]),
    39: ("ReDoS", [f"{SERVE}/test_fuzz.py::test_killers", f"{ADMIN}/test_fuzz.py::test_no_form_makes_the_server_fail"]),
    40: ("Markdown DoS", ["tests/unit/compiler/test_fuzz.py::test_any_change_to_a_file_is_answered",
                          "tests/unit/compiler/test_markdown.py::test_an_endless_paragraph_is_refused"]),
    41: ("slow clients", [f"{SERVE}/test_http_server.py::test_a_thousand_idle_connections",
                          f"{SERVE}/test_tls.py::test_silent_half_done_and_wrong_clients_keep_nobody_waiting"]),
    42: ("sync flood", "phones send nothing: there is no API that takes data from them"),
    43: ("IDOR on notes", "notes never leave the phone; of accounts only one's own sessions can be ended, see row 26"),
    44: ("clickjacking", [f"{ADMIN}/test_headers.py::test_only_a_preview_may_be_framed_and_only_by_us"]),
    45: ("headers", [f"{ADMIN}/test_headers.py::test_every_route_scores_an_a_plus",
                     f"{SERVE}/test_headers.py::test_every_address"]),
    46: ("desk over plain HTTP", [f"{ADMIN}/test_entrance.py::test_the_desk_is_closed_over_plain_http_from_elsewhere",
                                  f"{ADMIN}/test_commands.py::test_the_desk_starts_only_where_it_is_safe"]),
    47: ("host header, open redirect", [f"{SERVE}/test_fuzz.py::test_odd_headers",
        f"{ADMIN}/test_entrance.py::test_after_signing_in_one_lands_on_ones_own_pages_only"]),
    48: ("X-Forwarded-For", [f"{ADMIN}/test_headers.py::test_an_address_is_believed_as_far_as_there_are_proxies"]),
    49: ("debug mode, leftovers", [f"{SERVE}/test_nothing_logged.py::test_when_the_engine_breaks",
                                   f"{ADMIN}/test_drafts.py::test_nothing_of_a_draft_is_seen_outside"]),
    50: ("drafts leak", [f"{ADMIN}/test_drafts.py::test_nothing_of_a_draft_is_seen_outside"]),
    51: ("supply chain", ["tests/contract/test_packaging.py::test_the_locks_satisfy_the_metadata",
                          "tests/contract/test_reproducible.py::test_objects_are_the_same_byte_for_byte"]),
    52: ("other hosts", ["tests/contract/test_no_hosts.py::test_committed_files_name_no_index_machine_or_helper",
                         f"{ADMIN}/test_headers.py::test_no_page_has_a_script_or_a_style_of_its_own"]),
}  # fmt: skip


def test_no_row_is_left_out() -> None:
    assert sorted(ROWS) == list(range(1, 53))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_test_or_a_reason(row: int, root: Path) -> None:
    threat, answer = ROWS[row]
    assert threat and answer
    if isinstance(answer, str):
        assert len(answer) > 40, "a reason is a sentence"
        return
    for name in answer:
        file, _, function = name.partition("::")
        tree = ast.parse((root / file).read_text(encoding="utf-8"))
        assert function in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, name
