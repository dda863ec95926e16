"""The benchmarks ask what the catalogue holds: a small run of each question, without its times."""

import pytest

from benchmarks.domain import Domain
from benchmarks.queries import UNASKED, filled, parameters
from queries import catalogue, runner


@pytest.mark.long
def test_the_benchmark_of_questions_asks_every_query_but_those_it_names(tmp_path):
    domain = Domain(transfers=300)
    with filled("embedded", tmp_path, None, domain) as store:
        given = parameters(domain, store)
        assert set(given) | set(UNASKED) == set(catalogue.canned())
        for name, values in given.items():
            runner.run(store, catalogue.canned()[name], values)
