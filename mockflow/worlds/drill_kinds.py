"""The webhook drills: what each sends, what a receiver should answer, and what to look at where it does not."""

from collections.abc import Callable
from typing import NamedTuple

from mockflow.core.ids import derived_id
from mockflow.delivery.plan import body_of
from mockflow.delivery.telling import signature
from mockflow.domain.events import SitePublished

TAKEN, REFUSED = "taken", "refused"
OLD = 600_000
_EARLIER = 60_000
_PAUSE = 0.25
_MANY = 6_000
_NOT_THE_KEY = derived_id("drill/another-key", 64)
_NAME = "Zoë 👩🏽‍🚀 \u2028 </script> “ñ” \\ \x7f"
_READABLE = "read the body and its signature as bytes before anything parses them"


class Message(NamedTuple):
    """One request of a drill.

    Attributes:
        signed: the headers that say who sends it, and when.
        pause: seconds between the pieces that its body is sent in; 0 where it is sent at once.
    """

    body: bytes
    signed: dict[str, str]
    pause: float = 0.0


class Ground(NamedTuple):
    """What the messages of a drill are made of: the key, the time of the stamp, and the site that is told of."""

    secret: str
    now: int
    site_id: str

    def body(self, by: str = "mockflow", at: int | None = None, domains: int = 1) -> bytes:
        """The body of a delivery that tells of a publish."""
        hosts = tuple(f"shop-{number:05d}.example.com" for number in range(1, domains + 1))
        return body_of(SitePublished(self.site_id, self.now if at is None else at, hosts, "site", by=by))

    def signed(self, body: bytes, *, secret: str | None = None, at: int | None = None, pause: float = 0.0) -> Message:
        """These bytes, signed as Webflow does."""
        stamp = str(self.now if at is None else at)
        return Message(body, signature(self.secret if secret is None else secret, stamp, body), pause)


class Kind(NamedTuple):
    """A drill.

    Attributes:
        expected: ``taken``: each message is answered 200; ``refused``: each is answered 4xx.
        good: what it means that the receiver did as expected.
        bad: what to look at where it did not.
    """

    name: str
    expected: str
    messages: Callable[[Ground], tuple[Message, ...]]
    good: str
    bad: str


def _tampered(ground: Ground) -> tuple[Message, ...]:
    return (Message(ground.body(by="somebody else"), ground.signed(ground.body()).signed),)


def _out_of_order(ground: Ground) -> tuple[Message, ...]:
    return tuple(ground.signed(ground.body(at=at)) for at in (ground.now, ground.now - _EARLIER))


KINDS = (
    Kind(
        "genuine",
        TAKEN,
        lambda ground: (ground.signed(ground.body()),),
        "It takes a delivery as Webflow sends it.",
        "Only 200 counts as taken: any other answer is tried again, and deactivates the webhook in the end.",
    ),
    Kind(
        "tampered",
        REFUSED,
        _tampered,
        "It refuses a body that was changed after it was signed.",
        "Verify the signature over the exact bytes of the body, and answer 401 where it does not hold.",
    ),
    Kind(
        "wrong_key",
        REFUSED,
        lambda ground: (ground.signed(ground.body(), secret=_NOT_THE_KEY),),
        "It refuses what was signed with another key.",
        "Compare the signature with one that you make with your own key, and answer 401 where they differ.",
    ),
    Kind(
        "old_timestamp",
        REFUSED,
        lambda ground: (ground.signed(ground.body(), at=ground.now - OLD),),
        "It refuses a good signature that is ten minutes old.",
        "Refuse a timestamp that is more than five minutes off: who overheard a delivery could send it again.",
    ),
    Kind(
        "missing_signature",
        REFUSED,
        lambda ground: (Message(ground.body(), {}),),
        "It refuses what is not signed at all.",
        "Treat a missing header as a bad signature, and answer 401.",
    ),
    Kind(
        "duplicate",
        TAKEN,
        lambda ground: (ground.signed(ground.body()),) * 2,
        "It takes the same delivery twice; whether it acts on it once cannot be seen from outside.",
        "Answer 200 to what you have had before: an answer that was lost makes Webflow send the delivery again.",
    ),
    Kind(
        "out_of_order",
        TAKEN,
        _out_of_order,
        "It takes an older event after a newer one; whether it keeps the newer state cannot be seen from outside.",
        "Answer 200 to an event that is older than the last: retries come late. Leave it aside by its own time.",
    ),
    Kind(
        "slow",
        TAKEN,
        lambda ground: (ground.signed(ground.body(), pause=_PAUSE),),
        "It waits for a body that comes piece by piece.",
        "Read as many bytes as Content-Length says: a body does not come all at once.",
    ),
    Kind(
        "unicode",
        TAKEN,
        lambda ground: (ground.signed(ground.body(by=_NAME)),),
        "It verifies text beyond ASCII.",
        f"Where plain text passes, {_READABLE}: JSON that is written anew escapes characters in another way.",
    ),
    Kind(
        "large",
        TAKEN,
        lambda ground: (ground.signed(ground.body(domains=_MANY)),),
        "It takes a body of some 170 kB.",
        "Let bodies of a megabyte in: items with long text are large, and many frameworks stop at 100 kB.",
    ),
)
