"""The plugin on a double that runs already: what a user's own tests meet with ``--mockflow-url``."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from mockflow import Mockflow

USES = """
import pytest

@pytest.mark.parametrize("at", range({tests}))
def test_of_its_own(mockflow, at):
    api, items = mockflow.http(), f"/collections/{{mockflow.id('journal')}}/items"
    names = [f"Post {{at}} {{n}}" for n in range(at % 4 + 1)]
    made = {{api.post(items, json={{"fieldData": {{"name": name}}}}).json()["id"]: name for name in names}}
    listed = api.get(items).json()["items"]
    assert len(listed) == 14 + len(made)
    assert {{each["id"]: each["fieldData"]["name"] for each in listed if each["id"] in made}} == made
    calls = mockflow.requests()
    assert [call.operation_id for call in calls] == ["create-item"] * len(made) + ["list-collection-items"]
    assert [call.response_body["id"] for call in calls[:-1]] == list(made)
    mockflow.assert_called("create-item", times=1, json={{"fieldData": {{"name": f"Post {{at}} 0"}}}})
    assert mockflow.world_id.startswith("pytest-")
"""


@pytest.fixture
def running() -> Iterator[Mockflow]:
    """A double that goes on while others' tests run."""
    with Mockflow(rate_limit=False) as mock:
        assert mock.url
        yield mock


@pytest.fixture
def alone(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[..., pytest.RunResult]:
    """Runs pytest in a process of its own, with no plugins but ours and xdist: others take seconds to import."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return partial(pytester.runpytest_subprocess, "-p", "mockflow.pytest_plugin", "-p", "xdist")


def worlds(mock: Mockflow) -> list[str]:
    return [world.id for world in mock.worlds()]


def test_each_test_has_a_world_of_its_own_there(pytester: pytest.Pytester, running: Mockflow) -> None:
    """It is gone after the test, whether that passed, failed, or could not end well."""
    pytester.makepyfile(
        """
        import pytest

        def test_passes(mockflow, mockflow_server):
            assert mockflow.http().get("/sites").status_code == 200
            assert mockflow.url == f"{mockflow_server.url}/w/{mockflow.world_id}"
            assert {world.id for world in mockflow_server.worlds()} == {"default", mockflow.world_id}

        def test_fails(mockflow):
            mockflow.http().get("/sites")
            assert mockflow.http(mockflow.readonly_token).get("/sites/x").status_code == 200

        @pytest.fixture
        def broken(mockflow):
            yield
            raise RuntimeError("in its teardown")

        def test_errs(broken):
            pass
        """
    )
    result = pytester.runpytest_inprocess("--mockflow-url", running.api_url)
    result.assert_outcomes(passed=2, failed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*mockflow calls*", "GET /v2/sites -> 200 list-sites (mockflow-site-token)",
         "GET /v2/sites/x -> 400 get-site (mockflow-readonly-token)  id syntax: Validation Error*"]
    )  # fmt: skip
    assert worlds(running) == ["default"]
    assert running.requests() == []


def test_the_environment_names_it_too(
    pytester: pytest.Pytester, running: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option wins; an empty variable is none."""
    pytester.makepyfile("def test(mockflow): assert mockflow.world_id.startswith('pytest-')")
    monkeypatch.setenv("MOCKFLOW_URL", running.url)
    pytester.runpytest_inprocess().assert_outcomes(passed=1)
    monkeypatch.setenv("MOCKFLOW_URL", "http://127.0.0.1:9")
    pytester.runpytest_inprocess("--mockflow-url", running.url).assert_outcomes(passed=1)
    monkeypatch.setenv("MOCKFLOW_URL", "")
    pytester.runpytest_inprocess().assert_outcomes(failed=1)


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://127.0.0.1:9", "no double answers at http://127.0.0.1:9"), ("nowhere", "url: expected where a double")],
)
def test_where_none_runs_every_test_says_so(pytester: pytest.Pytester, url: str, said: str) -> None:
    """In one line, without a traceback through the plugin."""
    pytester.makepyfile("def test_one(mockflow): pass\ndef test_two(mockflow): pass")
    result = pytester.runpytest_inprocess("--mockflow-url", url)
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines([f"mockflow: {said}*"])
    assert "pytest_plugin.py" not in result.stdout.str()


def test_every_setting_is_the_same_there(pytester: pytest.Pytester, running: Mockflow, tmp_path: Path) -> None:
    """Configuration, override fixtures and markers; a seed that is a file is read here."""
    (tmp_path / "mine.yaml").write_text("mockflow: 1\nsites: [{displayName: From a file}]\n", "utf-8")
    pytester.makeini("[pytest]\nmockflow_plan = starter\nmockflow_quirks =\n    limit_over_max=reject\n")
    pytester.makepyfile(
        f"""
        import time
        import pytest

        def limit(mock):
            return mock.http().get("/sites").headers["X-RateLimit-Limit"]

        @pytest.mark.mockflow(rate_limit=True)
        def test_ini(mockflow):
            assert limit(mockflow) == "60"
            assert mockflow.control("GET", "/quirks")["limit_over_max"] == "reject"

        @pytest.mark.mockflow(plan="cms", rate_limit=True, quirks={{"limit_over_max": "clamp"}}, virtual_time=True,
                              clock="2026-01-15T12:00:00Z")
        def test_marker(mockflow):
            assert limit(mockflow) == "120"
            time.sleep(86_400)
            assert mockflow.clock.now().day == 16

        @pytest.mark.mockflow(plan="starter", rate_limit=True, virtual_time=True)
        def test_a_client_that_waits(mockflow):
            sites = mockflow.sdk().sites
            for _ in range(61):
                sites.list()
            assert len(mockflow.requests(status=429)) == 1

        class TestOverride:
            @pytest.fixture
            def mockflow_seed(self):
                return {str(tmp_path / "mine.yaml")!r}

            @pytest.fixture
            def mockflow_options(self):
                return {{"plan": "enterprise", "rate_limit": True}}

            def test_fixture(self, mockflow):
                assert mockflow.http().get("/sites").json()["sites"][0]["displayName"] == "From a file"
                assert limit(mockflow) == "1200"
        """
    )
    pytester.runpytest_inprocess("--mockflow-url", running.url).assert_outcomes(passed=4)


def test_what_fails_a_test_by_itself_does_there(
    pytester: pytest.Pytester,
    running: Mockflow,
    alone: Callable[..., pytest.RunResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A path that Webflow does not have, and a failure of the double; the plan's limit warns."""
    pytester.makepyfile(
        """
        import pytest

        def test_stray(mockflow):
            mockflow.http().get("/pagez")

        @pytest.mark.mockflow(unknown_routes="allow")
        def test_allowed(mockflow):
            mockflow.http().get("/pagez")

        def test_failure(mockflow):
            path = f"/sites/{mockflow.site_id}/publish"
            assert mockflow.http().post(path, json={"publishToWebflowSubdomain": True}).status_code == 500

        @pytest.mark.mockflow(plan="starter", rate_limit=True)
        def test_limit(mockflow):
            for _ in range(61):
                mockflow.http().get("/sites")
        """
    )
    monkeypatch.setattr("mockflow.worlds.world.World.write_time", lambda *_: 1 / 0)
    result = alone("--mockflow-url", running.url)
    result.assert_outcomes(passed=2, failed=2, warnings=1)
    result.stdout.fnmatch_lines(
        ["*called what Webflow does not have. GET /v2/pagez: no operation has this path*",
         "*mockflow itself failed, and answered 500: *POST /v2/sites/*",
         "*rate_limit=False*"]
    )  # fmt: skip


def test_a_double_that_ends_meanwhile_breaks_no_report(pytester: pytest.Pytester, running: Mockflow) -> None:
    """The test fails with a line that says so, and the run goes on."""
    pytester.makeconftest("stop = None")
    pytester.makepyfile(
        "import gc\n"
        "from mockflow.server import ThreadServer\n"
        "def test(mockflow):\n"
        "    for server in [each for each in gc.get_objects() if isinstance(each, ThreadServer)]:\n"
        "        if mockflow.url.startswith(server.url): server.stop()\n"
        "    mockflow.requests()"
    )
    result = pytester.runpytest_inprocess("--mockflow-url", running.url)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*NoDoubleError: no double answers at *", "*mockflow calls*", "not known: no double*"])


def test_without_a_url_a_server_is_there_for_each_session(pytester: pytest.Pytester) -> None:
    """It is one for all tests, made by the configuration; ``mockflow`` stays in process beside it."""
    pytester.makeini("[pytest]\nmockflow_seed = empty\nmockflow_virtual_time = true\n")
    pytester.makepyfile(
        """
        from urllib.request import urlopen

        urls = []

        def test_one(mockflow_server, mockflow):
            urls.append(mockflow_server.url)
            assert urlopen(f"{mockflow_server.url}/_mockflow/health").status == 200
            assert mockflow_server.http().get("/sites").json()["sites"][0]["displayName"] == "Empty"
            assert mockflow.requests() == []

        def test_two(mockflow_server):
            assert urls == [mockflow_server.url]
            assert len(mockflow_server.requests()) == 1
            with mockflow_server.new_world("demo") as world:
                assert urlopen(f"{world.url}/_mockflow/ids").status == 200
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=2)
    pytester.makeini("[pytest]\nmockflow_plan = gold\n")
    pytester.makepyfile("def test(mockflow_server): pass")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["mockflow: expected one of the plans*"])


def test_workers_of_xdist_share_one_double(
    pytester: pytest.Pytester, running: Mockflow, alone: Callable[..., pytest.RunResult]
) -> None:
    """No test sees what another wrote, and nothing is left when all are done."""
    pytester.makepyfile(USES.format(tests=40))
    result = alone("-n", "4", "--mockflow-url", running.url, "--mockflow-coverage")
    result.assert_outcomes(passed=40)
    result.stdout.fnmatch_lines(["list-collection-items *40  200: 40", "create-item *100  202: 100"])
    assert worlds(running) == ["default"]
    assert running.requests() == []


CALLS = """
import pytest
from mockflow import Mockflow

def test_lists(mockflow):
    mockflow.http().get("/sites")
    mockflow.reset()
    mockflow.http().get("/sites")
    assert mockflow.http("nobody's").get("/sites").status_code == 401

def test_fails(mockflow):
    with mockflow.new_world() as world:
        world.http().get(f"/sites/{world.site_id}")
    assert False

def test_server(mockflow_server):
    with mockflow_server.new_world() as world:
        world.http().get("/sites")
"""


@pytest.mark.parametrize("where", ["in process", "running", "workers"])
def test_coverage_counts_every_world_of_every_test(
    pytester: pytest.Pytester, running: Mockflow, alone: Callable[..., pytest.RunResult], where: str
) -> None:
    """Failed ones, worlds that a test made or reset, and other processes; what was never called is named."""
    pytester.makepyfile(CALLS)
    running.http().get("/sites")  # somebody else's
    arguments = {"in process": (), "running": ("--mockflow-url", running.url), "workers": ("-n", "2")}[where]
    result = alone("--mockflow-coverage", "--mockflow-coverage-json", "c.json", *arguments)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["*mockflow coverage*", "list-sites *4  200: 3  401: 1", "get-site *1  200: 1", "2 of * operations were called",
         "never called:", "*create-item*"]
    )  # fmt: skip
    written = json.loads((pytester.path / "c.json").read_text("utf-8"))
    assert [(row["operationId"], row["path"], row["statuses"]) for row in written["coverage"]] == [
        ("list-sites", "/v2/sites", {"200": 3, "401": 1}),
        ("get-site", "/v2/sites/{site_id}", {"200": 1}),
    ]
    assert "site-publish" in written["neverCalled"]
    assert not {"list-sites", "get-site"} & set(written["neverCalled"])


def test_coverage_of_a_run_that_called_nothing(pytester: pytest.Pytester) -> None:
    """It is an empty one, and no error; a run that does not ask for it prints none."""
    pytester.makepyfile("def test(): pass")
    result = pytester.runpytest_inprocess("--mockflow-coverage")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*mockflow coverage*", "0 of 0 operations were called"])
    assert "mockflow coverage" not in pytester.runpytest_inprocess().stdout.str()


RESTS = """
def test_creates(mockflow):
    items = f"/collections/{mockflow.id('journal')}/items"
    assert mockflow.http().post(items, json={"items": []}).status_code == 400
    assert mockflow.http().get(items).status_code == 200
"""


@pytest.mark.parametrize("where", ["in process", "running", "workers"])
def test_evidence_names_the_unconfirmed_rules_that_a_run_rests_on(
    pytester: pytest.Pytester, running: Mockflow, alone: Callable[..., pytest.RunResult], where: str
) -> None:
    """Inferred and invented rules about what was called and answered, and no others; all are counted by class."""
    pytester.makepyfile(RESTS)
    arguments = {"in process": (), "running": ("--mockflow-url", running.url), "workers": ("-n", "2")}[where]
    result = alone("--mockflow-evidence", *arguments)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        ["*mockflow evidence*", "* rules were met: * observed, * specified, * documented, * inferred, * invented",
         "these are inferred or invented; *", "  invented  field-texts * [[]create-item 400]",
         "  inferred  bulk-100 * [[]create-item 400]", "  inferred  list-sort-text * [[]list-collection-items 200]"]
    )  # fmt: skip
    printed = result.stdout.str()
    for absent in ("mockflow coverage", "create-is-draft", "slug-alphabet", "publish-shape", "list-sort-keys"):
        assert absent not in printed, absent


def test_evidence_of_a_run_that_called_nothing(pytester: pytest.Pytester) -> None:
    """It rests on nothing; a run that does not ask for it prints nothing of it."""
    pytester.makepyfile("def test(): pass")
    result = pytester.runpytest_inprocess("--mockflow-evidence")
    result.stdout.fnmatch_lines(["*mockflow evidence*", "0 rules were met: 0 observed, 0 specified, *"])
    assert "these are" not in result.stdout.str()
    assert "mockflow evidence" not in pytester.runpytest_inprocess().stdout.str()
