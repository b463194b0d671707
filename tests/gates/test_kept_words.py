"""Words that stand in two places, so that a start need not import the second: they are the same in both."""

from importlib import import_module

import pytest

from mockflow.cli import _PLANS as PLANS_OF_SERVE
from mockflow.cli.ctl.travel import _PLANS as PLANS_OF_CTL
from mockflow.cli.fidelity import _EVIDENCE as EVIDENCE_OF_RULES
from mockflow.core.store import Table
from mockflow.domain.activity_rules import RULES
from mockflow.ledger import EVIDENCE
from mockflow.pipeline.access import _OWNED
from mockflow.worlds.history import _FURTHER
from mockflow.worlds.meters import PLANS
from mockflow.worlds.tables import TABLES


def test_the_command_line_offers_what_there_is() -> None:
    """The plans of ``serve`` and ``ctl``, and the classes of evidence of ``rules``, are those of the double."""
    assert list(PLANS_OF_SERVE) == list(PLANS_OF_CTL) == list(PLANS)
    assert EVIDENCE_OF_RULES == EVIDENCE


@pytest.mark.parametrize("named", [_FURTHER, RULES], ids=["history", "activity logs"])
def test_tables_that_are_named_are_there(named: dict[str, object]) -> None:
    """What is kept by the name of a table names one of a world's tables."""
    assert sorted(named.keys() - {table.name for table in TABLES}) == []


@pytest.mark.parametrize("path", _OWNED.values(), ids=_OWNED)
def test_parameters_lead_to_tables(path: str) -> None:
    """What a parameter of a path is looked up in is one of a world's tables."""
    module, _, name = path.partition(".")
    table = getattr(import_module(f"mockflow.domain.{module}"), name)
    assert isinstance(table, Table)
    assert table in TABLES
