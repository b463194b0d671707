"""The size of a picture, from its bytes."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.domain.image_size import Size, size_of_image
from tests.uploads import png

GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
FRAME = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10 + b"\xff\xff\xc4\x00\x04\0\0" + FRAME + b"\0" * 9


@pytest.mark.parametrize("content", [png(640, 480), GIF, JPEG], ids=["png", "gif", "jpeg"])
def test_the_size_is_read(content: bytes) -> None:
    """PNG, GIF and JPEG, progressive and with other segments before the frame."""
    assert size_of_image(content) == Size(640, 480)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        png(640)[:20],
        GIF[:8],
        JPEG[:20],
        b"\xff\xd8\xff\xe0\x00\x00" * 9,
        b"\xff\xd8" + b"\xff" * 4_000 + FRAME * 9,
        b"GIF89a" + b"\0" * 9,
    ],
)
def test_what_tells_no_size_has_none(content: bytes) -> None:
    """Other bytes, pictures that are cut off, segments without an end, and nothing by nothing."""
    assert size_of_image(content) is None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from([b"\xff\xd8", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"]), st.binary(max_size=60))
def test_any_bytes_are_read(start: bytes, rest: bytes) -> None:
    """Whatever follows, there is an answer."""
    size = size_of_image(start + rest)
    assert size is None or (size.width > 0 and size.height > 0)
