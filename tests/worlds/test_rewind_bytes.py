"""Going back is replaying: the document of a world that was rewound is that of one that never went on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from tests.worlds.histories import CLOCK, HISTORIES, Player

LEFT_ALONE = {"quirks", "clock", "tokens", "mintedTokens", "policies", "plan"}
"""What a rewind does not restore: it is set beside the writes, and not by them."""


def world() -> Mockflow:
    return Mockflow(clock=CLOCK, plan="enterprise", rate_limit=False, quirks={"publish_limit": "off"})


def said(mock: Mockflow) -> dict[str, object]:
    """The parts of its document, but for those that are left alone; each as it is written."""
    return {key: value for key, value in mock.state().items() if key not in LEFT_ALONE}


@settings(max_examples=15, deadline=None, derandomize=True)
@given(HISTORIES, st.integers(0, 20))
def test_a_rewound_world_says_what_one_says_that_never_went_on(moves: list[tuple[int, int]], kept: int) -> None:
    """Every record, the id counter and the time of the last write are those of a replay of the first calls."""
    with world() as rewound, world() as replayed:
        player = Player(rewound)
        player.play(moves[:kept])
        entries = rewound.history()
        player.play(moves[kept:])
        rewound.rewind(entries[-1].n if entries else 0)
        Player(replayed).play(moves[:kept])
        assert said(rewound) == said(replayed)
        assert list(said(rewound)) == list(said(replayed))
