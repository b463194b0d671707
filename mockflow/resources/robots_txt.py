"""The robots.txt of a site: read, replace, lay rules over it, and take rules out."""

from collections.abc import Callable

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import Route, command, query
from mockflow.core.schema import Items, Nested, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.robots import MOST_BYTES, ROBOTS, RobotsTxt, Rule, is_too_large, merged, reduced, rules_of

AREA = "sites"


class RuleSchema(Shape):
    user_agent = Text(data_key="userAgent", required=True, metadata={"description": "The crawler; * for any."})
    allows = Items(Text(), load_default=list, metadata={"description": "Paths that it may visit."})
    disallows = Items(Text(), load_default=list, metadata={"description": "Paths that it may not."})


class RobotsTxtSchema(Shape):
    rules = Items(Nested(RuleSchema), load_default=list, metadata={"description": "One for each crawler."})
    sitemap = Text(metadata={"description": "The URL of the sitemap; absent where there is none."})


def get_robots_txt(reader: Reader, call: Call) -> RobotsTxt:
    """The site's robots.txt, which is empty where nobody wrote one."""
    site_id = call.path["site_id"]
    return reader.find(ROBOTS, site_id) or RobotsTxt(site_id)


def replace_robots_txt(tx: Transaction, call: Call) -> RobotsTxt:
    """What is not sent is gone."""
    return _written(tx, get_robots_txt(tx, call), _sent(call), call.body.get("sitemap"))


def update_robots_txt(tx: Transaction, call: Call) -> RobotsTxt:
    """Paths are added to those of the same crawler; a sitemap that is sent takes the other's place."""
    robots = get_robots_txt(tx, call)
    rules = merged(robots.rules, _sent(call))
    return _written(tx, robots, rules, call.body.get("sitemap", robots.sitemap))


def delete_robots_txt(tx: Transaction, call: Call) -> RobotsTxt:
    """Take out the paths that are named, all of a crawler that is named without any, and the sitemap if it is named."""
    robots = get_robots_txt(tx, call)
    left = None if call.body.get("sitemap") == robots.sitemap else robots.sitemap
    return _written(tx, robots, reduced(robots.rules, rules_of(call.body["rules"])), left)


def _sent(call: Call) -> tuple[Rule, ...]:
    """The rules to write; what is too large as it was sent is refused before it is worked on."""
    if is_too_large(call.body["rules"]):
        raise _too_large()
    return rules_of(call.body["rules"])


def _written(tx: Transaction, robots: RobotsTxt, rules: tuple[Rule, ...], sitemap: str | None) -> RobotsTxt:
    """The site's new robots.txt, kept unless there is nothing in it; one that is too large is refused."""
    made = RobotsTxt(robots.site_id, rules, sitemap or None)
    if len(made.body) > MOST_BYTES:
        raise _too_large()
    if made.body == robots.body:
        return robots
    if made.rules or made.sitemap:
        return tx.put(ROBOTS, made)
    tx.remove(ROBOTS, made.site_id)
    return made


def _too_large() -> Refusal:
    reason = f"Value (rules) should NOT come to more than {MOST_BYTES} bytes with those that there are"
    return Refusal("invalid_shape", details=[reason])


_READ = query(
    "get-robots-txt",
    "GET /sites/{site_id}/robots_txt",
    get_robots_txt,
    summary="Get the robots.txt of a site",
    scope="site_config:read",
    returns=RobotsTxtSchema,
    enterprise="site",
)


_Run = Callable[[Transaction, Call], RobotsTxt]


def _writing(operation_id: str, method: str, run: _Run, summary: str, verb: str) -> Route:
    return command(
        operation_id,
        f"{method} /sites/{{site_id}}/robots_txt",
        run,
        summary=summary,
        scope="site_config:write",
        done=Done(verb, "robots.txt"),
        body=RobotsTxtSchema,
        returns=RobotsTxtSchema,
        enterprise="site",
    )


ROUTES = (
    _READ,
    _writing("replace-robots-txt", "PUT", replace_robots_txt, "Replace the robots.txt of a site", "replaced"),
    _writing(
        "update-robots-txt", "PATCH", update_robots_txt, "Add rules to the robots.txt of a site", "added rules to"
    ),
    _writing(
        "delete-robots-txt",
        "DELETE",
        delete_robots_txt,
        "Take rules out of the robots.txt of a site",
        "took rules out of",
    ),
)
