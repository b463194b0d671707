"""The fixture ``mockflow``, as a user's own tests have it."""

import subprocess
import sys

import pytest

USES = """
import pytest

def test_one(mockflow):
    assert mockflow.http().post(f"/collections/{mockflow.id('journal')}/items", json={"fieldData": {"name": "x"}})

def test_two(mockflow):
    answer = mockflow.http().get(f"/collections/{mockflow.id('journal')}/items").json()
    assert answer["pagination"]["total"] == 14
"""


def test_each_test_has_a_world_of_its_own(pytester: pytest.Pytester) -> None:
    """What one test writes is not there in the next, under xdist too."""
    pytester.makepyfile(USES)
    pytester.runpytest_inprocess().assert_outcomes(passed=2)
    pytester.runpytest_subprocess("-n", "2").assert_outcomes(passed=2)


def test_the_nearest_setting_wins_key_by_key(pytester: pytest.Pytester) -> None:
    """Options of the ini file, the override fixtures, and markers from the module to the test."""
    pytester.makeini("[pytest]\nmockflow_plan = starter\nmockflow_seed = empty\nmockflow_rate_limit = true\n"
                     "mockflow_quirks =\n    limit_over_max=reject\n    publish_limit=off\n")  # fmt: skip
    pytester.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.mockflow(plan="enterprise", clock="2026-01-15T12:00:00Z")

        def limit(mock):
            return mock.http().get("/sites").headers["X-RateLimit-Limit"]

        def test_module(mockflow):
            assert limit(mockflow) == "1200"
            assert mockflow.http().get("/sites").json()["sites"][0]["displayName"] == "Empty"
            assert mockflow.control("GET", "/quirks")["limit_over_max"] == "reject"

        @pytest.mark.mockflow(plan="cms", quirks={"limit_over_max": "clamp"})
        def test_marker(mockflow):
            assert limit(mockflow) == "120"
            assert mockflow.clock.now().year == 2026
            assert mockflow.control("GET", "/quirks")["limit_over_max"] == "clamp"

        class TestOverride:
            @pytest.fixture
            def mockflow_seed(self):
                return {"mockflow": 1, "sites": [{"displayName": "Mine"}]}

            @pytest.fixture
            def mockflow_options(self):
                return {"rate_limit": False}

            def test_fixture(self, mockflow):
                assert mockflow.http().get("/sites").json()["sites"][0]["displayName"] == "Mine"
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        (
            "colour='red'",
            "seed, plan, rate_limit, clock, quirks, virtual_time, unknown_routes, unused_faults, found colour",
        ),
        ("'demo'", "expected keywords in the marker, found 'demo'"),
        ("unknown_routes='maybe'", "expected unknown_routes to be fail or allow, found maybe"),
        ("unused_faults='maybe'", "expected unused_faults to be ignore or error, found maybe"),
        ("plan='gold'", "expected one of the plans"),
    ],
)
def test_a_bad_setting_is_an_error(pytester: pytest.Pytester, marker: str, said: str) -> None:
    """It says what it may be."""
    pytester.makepyfile(f"import pytest\n@pytest.mark.mockflow({marker})\ndef test(mockflow): pass")
    result = pytester.runpytest_inprocess()
    assert result.ret != 0
    assert said in result.stdout.str() + result.stderr.str()


@pytest.mark.parametrize(("line", "outcome"), [("publish_limit = off", "passed"), ("publish_limit", "errors")])
def test_quirks_of_the_ini_file_are_names_and_values(pytester: pytest.Pytester, line: str, outcome: str) -> None:
    """Blanks around the sign do not count; a line without one is an error."""
    pytester.makeini(f"[pytest]\nmockflow_quirks =\n    {line}\n")
    pytester.makepyfile("def test(mockflow): assert mockflow.control('GET', '/quirks')['publish_limit'] == 'off'")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(**{outcome: 1})
    said = "expected NAME=VALUE in mockflow_quirks, found publish_limit"
    assert (said in result.stdout.str() + result.stderr.str()) == (outcome == "errors")


def test_a_failing_test_shows_its_calls(pytester: pytest.Pytester) -> None:
    """The report has a section with the calls, at most the last fifty."""
    pytester.makepyfile(
        "def test(mockflow):\n"
        "    for _ in range(55): mockflow.http().get('/sites')\n"
        "    assert mockflow.http(mockflow.readonly_token).get('/sites/x').status_code == 200"
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*mockflow calls*", "(6 earlier calls)", "GET /v2/sites -> 200 list-sites (mockflow-site-token)",
         "GET /v2/sites/x -> 400 get-site (mockflow-readonly-token)  id syntax: Validation Error*"]
    )  # fmt: skip


def test_a_stray_call_fails_the_test(pytester: pytest.Pytester) -> None:
    """A path that Webflow does not have fails a test that passed, unless it is allowed."""
    pytester.makepyfile(
        "import pytest\n"
        "def test_stray(mockflow): mockflow.http().get('/pagez')\n"
        "@pytest.mark.mockflow(unknown_routes='allow')\n"
        "def test_allowed(mockflow): mockflow.http().get('/pagez')"
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*called what Webflow does not have. GET /v2/pagez: no operation has this path*"])


def test_a_failure_of_the_double_fails_the_test(pytester: pytest.Pytester) -> None:
    """When the double itself raised, the test fails although it took the 500."""
    pytester.makepyfile(
        "def test(mockflow, monkeypatch):\n"
        "    monkeypatch.setattr('mockflow.worlds.world.World.write_time', lambda *_: 1 / 0)\n"
        "    path = f'/sites/{mockflow.site_id}/publish'\n"
        "    assert mockflow.http().post(path, json={'publishToWebflowSubdomain': True}).status_code == 500"
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*mockflow itself failed, and answered 500: ZeroDivisionError*"])


def test_the_rate_limit_warns(pytester: pytest.Pytester) -> None:
    """A 429 of the plan's limit adds a warning that says how to be without."""
    pytester.makepyfile(
        "import pytest\n"
        "@pytest.mark.mockflow(plan='starter')\n"
        "def test(mockflow):\n    for _ in range(61): mockflow.http().get('/sites')"
    )
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["*rate_limit=False*"])


def test_the_plugin_loads_nothing() -> None:
    """Importing it loads pytest, the standard library and its own module, and no more."""
    program = (
        "import sys, pytest, _pytest\n"
        "before = set(sys.modules)\n"
        "import mockflow.pytest_plugin\n"
        "print(sorted(n for n in set(sys.modules) - before if n.partition('.')[0] not in sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603
    loaded = [name for name in done.stdout.strip("[]\n").replace("'", "").split(", ") if not name.startswith("_pytest")]
    assert loaded == ["mockflow", "mockflow.pytest_plugin"]


def test_the_public_names_are_there() -> None:
    """Names are resolved when they are used, and another is an AttributeError."""
    import mockflow  # noqa: PLC0415

    assert all(getattr(mockflow, name) for name in dir(mockflow))
    with pytest.raises(AttributeError, match="nope"):
        _ = mockflow.nope


UNUSED = """
import pytest

def test_never_called(mockflow):
    mockflow.fault("create-item", status=503)
    mockflow.http().get("/sites")

def test_removed_before_it_was_called(mockflow):
    with mockflow.fault("create-item", method="POST", drop=True):
        pass

@pytest.mark.mockflow(unused_faults="ignore")
def test_meant(mockflow):
    mockflow.fault("create-item", status=503)

def test_fired(mockflow):
    with mockflow.fault("list-sites", status=503, times=1):
        assert mockflow.http().get("/sites").status_code == 503
    mockflow.fault("list-sites", status=503)
    assert mockflow.http().get("/sites").status_code == 503
"""


def test_a_fault_that_never_fired_fails_a_test_that_asks_for_it(pytester: pytest.Pytester) -> None:
    """With unused_faults=error it is told by its id, what it is for and what it does, though it was removed."""
    pytester.makeini("[pytest]\nmockflow_unused_faults = error\n")
    pytester.makepyfile(UNUSED)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=2)
    said = "*This test armed a fault that never fired: fault-1"
    meant = 'If that is meant: @pytest.mark.mockflow(unused_faults="ignore").'
    result.stdout.fnmatch_lines(
        [f"{said} (create-item: status 503). {meant}", f"{said} (create-item POST: drop True). {meant}"]
    )


def test_a_fault_that_never_fired_is_nothing_by_default(pytester: pytest.Pytester) -> None:
    """It is ignored unless a project or a test says otherwise."""
    pytester.makepyfile("def test(mockflow):\n    mockflow.fault('create-item', status=503)\n")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)
