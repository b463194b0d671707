"""Numbers against JavaScript's own writing of them."""

import json
import random
import shutil
import struct
import subprocess

import pytest

from mockflow.core.wire import dumps, js_number, loads

WRITTEN = {
    "0": "0", "-0": "0", "-0.0": "0", "10.0": "10", "-1.50": "-1.5", "0.1": "0.1", "100": "100", "1E2": "100",
    "1e-4": "0.0001", "0.00001": "0.00001", "0.000001": "0.000001", "0.0000012": "0.0000012", "-0.00009": "-0.00009",
    "1e-7": "1e-7", "1.5e-7": "1.5e-7", "5e-324": "5e-324", "1e-400": "0", "9007199254740991": "9007199254740991",
    "9007199254740992": "9007199254740992", "9007199254740993": "9007199254740992",
    "-9007199254740993": "-9007199254740992", "9223372036854775807": "9223372036854776000",
    "18446744073709551615": "18446744073709552000", "18446744073709551616": "18446744073709552000",
    "123456789012345680000": "123456789012345680000", "1e20": "100000000000000000000",
    "999999999999999900000": "999999999999999900000", "1e21": "1e+21", "1.2e21": "1.2e+21", "-1e21": "-1e+21",
    "123456789012345678901234567890": "1.2345678901234568e+29", "1.7976931348623157e308": "1.7976931348623157e+308",
    "0.30000000000000004": "0.30000000000000004", "2251799813685248.5": "2251799813685248.5",
    "3.141592653589793238": "3.141592653589793",
}  # fmt: skip


def written(number: str) -> str:
    return dumps(js_number(loads(number))).decode()


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_is_written_as_json_stringify_writes_it(number: str) -> None:
    """Each known case has the digits of JSON.stringify(JSON.parse(number))."""
    assert written(number) == WRITTEN[number]


def test_writing_again_changes_nothing() -> None:
    """What was written reads back and is written the same."""
    for number in WRITTEN:
        assert written(written(number)) == written(number)


def test_javascript_writes_them_so() -> None:
    """Where node is installed, it agrees on the table and on 2,000 doubles of any size."""
    source = random.Random(20260115)  # noqa: S311 - the same numbers in every run
    doubles = [struct.unpack("<d", source.randbytes(8))[0] for _ in range(2_000)]
    scaled = [source.uniform(-1, 1) * 10.0 ** source.randint(-9, 24) for _ in range(2_000)]
    numbers = [*WRITTEN, *(repr(each) for each in doubles + scaled if abs(each) < float("inf"))]
    ours = [written(number) for number in numbers]
    assert ours[: len(WRITTEN)] == list(WRITTEN.values())
    node = shutil.which("node")
    if node is not None:
        script = "const n = JSON.parse(require('fs').readFileSync(0)); "
        script += "console.log(JSON.stringify(n.map(each => JSON.stringify(JSON.parse(each)))))"
        said = subprocess.run(  # noqa: S603 - our own script
            [node, "-e", script], input=json.dumps(numbers), capture_output=True, text=True, check=True
        )
        assert ours == json.loads(said.stdout)
