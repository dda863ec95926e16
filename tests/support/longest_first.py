"""Lets the files that take longest come first where several processes test, so that none waits at the end for one.

The seconds are rough, of a quiet machine; a file that is not named takes less than ten. They need no care: a wrong one
costs some idle seconds at the end and nothing else. `pytest --durations=0` gives new ones.
"""

from __future__ import annotations

import pytest

SECONDS = {
    "integration/test_attacks.py": 200,
    "integration/test_build.py": 150,
    "dashboard/test_sources_page.py": 120,
    "browser/test_login.py": 70,
    "dashboard/test_evidence_page.py": 70,
    "dashboard/test_goods_page.py": 70,
    "dashboard/test_party.py": 70,
    "browser/test_evidence.py": 70,
    "browser/test_sources.py": 50,
    "browser/test_goods.py": 40,
    "browser/test_party.py": 40,
    "browser/test_review.py": 40,
    "dashboard/test_review_page.py": 40,
    "dashboard/test_cypher_page.py": 40,
    "integration/test_sources_jobs.py": 40,
    "graph/test_embedded.py": 70,
    "integration/test_export_formats.py": 60,
    "integration/test_kill.py": 60,
    "integration/test_kill_large.py": 60,
    "integration/test_twins.py": 60,
    "waybill/test_cypher.py": 60,
    "waybill/test_dossier.py": 60,
    "browser/test_dashboard.py": 100,
    "integration/test_check.py": 40,
    "browser/test_shell.py": 60,
    "browser/test_graph.py": 50,
    "browser/test_editor.py": 30,
    "integration/test_engine_ends.py": 60,
    "integration/test_watching.py": 40,
    "waybill/test_case.py": 40,
    "dashboard/test_flow_pages.py": 40,
    "integration/test_lists_us.py": 40,
    "integration/test_one_firm_in_three_scripts.py": 40,
    "integration/test_queries_both_engines.py": 40,
    "queries/test_changes.py": 40,
    "waybill/test_asof.py": 40,
    "waybill/test_bad_input.py": 40,
    "waybill/test_purge.py": 40,
    "waybill/test_who.py": 40,
    "dashboard/test_pages.py": 30,
    "graph/test_store.py": 30,
    "integration/test_notebook.py": 30,
    "waybill/test_dossier_writers.py": 30,
    "waybill/test_own_queries.py": 30,
    "integration/test_five_questions.py": 30,
    "integration/test_lists_others.py": 30,
    "waybill/test_demo.py": 30,
    "waybill/test_review.py": 30,
    "waybill/test_rule.py": 30,
    "integration/test_finding.py": 20,
    "integration/test_finding_lists.py": 20,
    "integration/test_mention_by_short_name.py": 20,
    "integration/test_registers.py": 20,
    "integration/test_statistics.py": 20,
    "integration/test_tables_of_arms.py": 20,
    "queries/test_joining.py": 20,
    "waybill/test_archive_command.py": 20,
    "waybill/test_load.py": 20,
    "waybill/test_load_service.py": 20,
    "waybill/test_model_extractor.py": 20,
    "dashboard/test_launch.py": 10,
    "graph/resolution/test_han.py": 10,
    "waybill/test_commands.py": 10,
    "waybill/test_holdings.py": 10,
}


def seconds_of(item: pytest.Item) -> int:
    """Return what the file of a test takes, in seconds; 0 where it is short."""
    return SECONDS.get(item.nodeid.partition("::")[0].removeprefix("tests/"), 0)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put long files first; the order inside a file, and of short files, stays."""
    if hasattr(config, "workerinput"):
        items.sort(key=seconds_of, reverse=True)
