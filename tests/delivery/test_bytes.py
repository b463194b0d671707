"""The bytes that are sent: JavaScript parses and writes them, and they are the same."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from mockflow.core.wire import js_dumps, loads
from mockflow.delivery.sign import is_signed, sign

KEY = "0123456789abcdef" * 4
STAMP = "1768478400000"
PUBLISHED = (
    '{"triggerType":"site_publish","payload":{"siteId":"62749158efef318abc8d5a0f",'
    '"publishedOn":"2026-01-15T12:00:00.000Z","domains":["acme.webflow.io"],"publishedBy":{"displayName":"Ada"}}}'
)
SUBMITTED = '{"triggerType":"form_submission","payload":{"name":"Contact","data":{"1":"x","Prénom":"Zoé","n":10}}}'
SCRIPT = r"""
const held = [];
process.stdin.on("data", (chunk) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        const line = Buffer.concat([...held.splice(0), rest.subarray(0, end)]);
        process.stdout.write(JSON.stringify(JSON.parse(line.toString("utf8"))) + "\n");
        rest = rest.subarray(end + 1);
    }
    held.push(rest);
});
"""

KEYS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=6),
    st.integers(0, 2**33).map(str),
    st.sampled_from(["__proto__", "constructor", "toJSON", "4294967294", "4294967295", "01", "-1", "1.5", "1e3", ""]),
)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**64), 2**64),
    st.builds(lambda digits, exponent: float(f"{digits}e{exponent}"), st.integers(-999, 999), st.integers(-330, 305)),
)
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.text(st.sampled_from("\u0000\u0001\b\t\n\v\f\r\u001f\"\\/<>&'\u007f\u0080\u2028\u2029\ufeff\uffff\U0001f600")),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)

Parse = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def reparsed() -> Iterator[Parse]:
    """What JavaScript writes of JSON that it has parsed: one process for all that is asked."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: it parses and writes what is sent")
    with subprocess.Popen([node, "-e", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own script
        assert process.stdin
        assert process.stdout
        to, back = process.stdin, process.stdout

        def ask(data: bytes) -> bytes:
            assert b"\n" not in data
            to.write(data + b"\n")
            to.flush()
            return back.readline().removesuffix(b"\n")

        yield ask
        to.close()


def nested(depth: int, value: Any) -> Any:
    for number in range(depth):
        value = [value] if number % 2 else {"2": value, "1": number}
    return value


def test_the_vectors_hold() -> None:
    """The signature is the lower-case hex HMAC-SHA256 of stamp, colon and body, the key being its text."""
    one = "9c425ddb6875009fed8777f5b6a7fd9110624715b38ce05abda758d1fa3d5d51"
    two = "8ab6c32d43e83b9979fb1753706ce343a4add10fdfa91dd35f35526570f36140"
    assert sign(KEY, STAMP, PUBLISHED.encode()) == one
    assert sign(KEY, STAMP, SUBMITTED.encode()) == two
    spaced = json.dumps(json.loads(SUBMITTED)).encode()
    assert sign(KEY, STAMP, spaced) == "cc07921b37bd6e89163c30f5685a7f153aaf8bd615da84b398e7c6e6059f22d1"
    assert is_signed(KEY, STAMP, SUBMITTED.encode(), two)
    assert not is_signed(KEY, STAMP, spaced, two)
    assert not is_signed(KEY, STAMP, SUBMITTED.encode(), two.upper())


def test_the_bytes_are_those_of_the_vectors() -> None:
    """What is written is compact, unescaped, with 10.0 as 10 and integer-like keys first."""
    data = {"n": 10.0, "Prénom": "Zoé", "1": "x"}
    body = {"triggerType": "form_submission", "payload": {"name": "Contact", "data": data}}
    assert js_dumps(body).decode() == SUBMITTED.replace('"Prénom":"Zoé","n":10', '"n":10,"Prénom":"Zoé"')
    assert js_dumps(json.loads(PUBLISHED)).decode() == PUBLISHED


@settings(max_examples=300, deadline=None, derandomize=True)
@given(value=VALUES)
def test_javascript_writes_the_same_bytes(reparsed: Parse, value: Any) -> None:
    """Whatever a payload holds, JSON.stringify(JSON.parse(body)) is the body, byte for byte."""
    data = js_dumps({"payload": value})
    assert reparsed(data) == data
    assert js_dumps(loads(data)) == data


@pytest.mark.parametrize("depth", [1, 10, 100, 150])
def test_deep_nesting_comes_through(reparsed: Parse, depth: int) -> None:
    """As deep as anything can be kept, keys are in their order and bytes the same."""
    data = js_dumps({"payload": nested(depth, -0.0)})
    assert reparsed(data) == data


def test_only_indexes_of_arrays_come_first(reparsed: Parse) -> None:
    """Integers up to 2**32 - 2 do, in their order; what only looks like one stays where it is."""
    keys = ["b", "4294967295", "10", "01", "4294967294", "-1", "9", "4294967296", "1.0", "0", "__proto__", "a"]
    data = js_dumps({"payload": dict.fromkeys(keys, 1)})
    first = ["0", "9", "10", "4294967294"]
    assert list(json.loads(data)["payload"]) == [*first, *(key for key in keys if key not in first)]
    assert reparsed(data) == data


@pytest.fixture(scope="module")
def notes() -> Iterator[Mockflow]:
    fields = [
        {"displayName": "Text", "slug": "text", "type": "PlainText"},
        {"displayName": "Size", "slug": "size", "type": "Number", "validations": {"allowNegative": True}},
    ]
    sites = [{"displayName": "One", "collections": [{"displayName": "Notes", "slug": "notes", "fields": fields}]}]
    with Mockflow({"mockflow": 1, "sites": sites}, rate_limit=False, clock="2026-01-15T12:00:00Z") as mock:
        hook = {"triggerType": "collection_item_created", "url": mock.sink_url("a")}
        mock.http().post(f"/sites/{mock.site_id}/webhooks", json=hook).raise_for_status()
        yield mock


@settings(max_examples=150, deadline=None, derandomize=True)
@given(name=TEXTS, text=TEXTS, size=NUMBERS)
def test_what_is_delivered_comes_through_javascript(
    notes: Mockflow, reparsed: Parse, name: str, text: str, size: float
) -> None:
    """Any item that the API takes is delivered in bytes that JavaScript writes the same, under a good signature."""
    body = {"fieldData": {"name": f"x{name}", "text": text, "size": size}}
    answer = notes.http().post(f"/collections/{notes.id('notes')}/items", json=body)
    assert answer.status_code == 202, answer.text
    notes.drain()
    message = notes.sink("a")[-1]
    notes.control("DELETE", "/sink/a")
    raw = message.raw_body.encode()
    assert reparsed(raw) == raw
    assert message.verified is True
    assert b'"fieldData":' + answer.content.partition(b'"fieldData":')[2].removesuffix(b"}") in raw
