"""Items in two locales, driven at random over HTTP against a model written from the reference alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from mockflow import Mockflow

Item = dict[str, Any]
Key = tuple[str, str]  # an item's id and the id of a CMS locale
Who = tuple[str, int, int]  # of those that have the copy, are staged, or of any: one, naming so many locales

MAY = "2025-05-12T14:20:00.000Z"
IN_FRENCH = {"fr": {"fieldData": {"name": "A"}}}
ALPHA = {"slug": "alpha", "lastPublished": MAY, "fieldData": {"name": "A", "one": "x"}, "locales": IN_FRENCH}
BETA = {"slug": "beta", "isDraft": True, "lastPublished": None, "fieldData": {"name": "B"}}
GAMMA = {"slug": "gamma", "lastPublished": None, "fieldData": {"name": "C", "two": "x"}}
FIELDS = [{"displayName": "One"}, {"displayName": "Two"}]
NOTES = {"displayName": "Notes", "slug": "notes", "fields": FIELDS, "items": [ALPHA, BETA, GAMMA]}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
SITE = {"displayName": "States", "lastPublished": MAY, "locales": LOCALES, "collections": [NOTES]}
SEED = {"mockflow": 1, "sites": [SITE]}
MOST = 10  # ids: each is asked for four times after each rule

CODES = {400: "validation_error", 404: "resource_not_found", 409: "conflict"}
GONE: Item = {"message": "Requested resource not found", "code": CODES[404], "externalReference": None, "details": []}
WRONG: list[Item] = [{"nope": 1}, {"name": None}, {"slug": "-é"}]


class RefusedError(Exception):
    """What the reference answers with this status, and without changing anything."""


def check(holds: bool, status: int) -> None:  # noqa: FBT001 - as in an assertion
    if not holds:
        raise RefusedError(status)


def time_of(commit: int) -> str:
    """On a standing clock each commit is a millisecond after the one before."""
    return f"2026-01-15T12:00:00.{commit:03}Z"


def laid_over(row: Item, attributes: Item, fields: Item) -> Item:
    """The row with what was sent laid over it; null clears a field."""
    values = {slug: value for slug, value in {**row["fieldData"], **fields}.items() if value is not None}
    return {**row, **attributes, "fieldData": values}


@dataclass
class Model:
    """What is staged and what is live, by the tables of the reference."""

    staged: dict[Key, Item]
    live: dict[Key, Item]
    locales: list[str]  # the primary one first
    site_published: str = MAY
    commits: int = 0

    @property
    def now(self) -> str:
        return time_of(self.commits)

    def keys(self, entries: Iterable[Item]) -> list[Key]:
        """The variants meant: where no locale is named, those of the primary one."""
        named = [(each, each.get("cmsLocaleIds") or [each.get("cmsLocaleId", self.locales[0])]) for each in entries]
        return [(each["id"], locale) for each, locales in named for locale in locales]

    def check_fields(self, key: Key, fields: Item) -> None:
        """Only known fields, a name that stays, and a slug that is well formed and the only one in its locale."""
        check(not any(wrong.items() <= fields.items() for wrong in WRONG), 400)
        others = [row for (item_id, locale), row in self.staged.items() if locale == key[1] and item_id != key[0]]
        check(fields.get("slug") not in [row["fieldData"]["slug"] for row in others], 400)

    def create(self, entries: Iterable[Item], *, live: bool) -> list[Item]:
        made = []
        for each in entries:
            sent = {slug: value for slug, value in each["fieldData"].items() if value != ""}
            fields = {"slug": str(sent["name"]).lower().replace(" ", "-"), **sent}
            for key in self.keys([each]):
                check(key[1] in self.locales, 400)
                self.check_fields(key, fields)
                row: Item = {"id": key[0], "cmsLocaleId": key[1], "createdOn": self.now, "lastUpdated": self.now}
                row |= {"lastPublished": self.now if live else None, "fieldData": {}}
                flags = {"isArchived": each.get("isArchived", False), "isDraft": each.get("isDraft", not live)}
                self.staged[key] = laid_over(row, flags, fields)
                if live:
                    self.live[key] = {**self.staged[key], "isDraft": False}
                made.append(self.staged[key])
        return made

    def patch(self, entries: Sequence[Item], *, live: bool) -> list[Item]:
        keys = self.keys(entries)
        check(all({"isDraft", "isArchived", "fieldData"} & {*each} for each in entries), 400)
        for key in keys:
            check(key[1] in self.locales, 400)
            check(key in self.staged, 404)
        for key, each in zip(keys, entries, strict=True):
            self.check_fields(key, each.get("fieldData", {}))
        check(not live or self.live.keys() >= {*keys}, 409)
        for key, each in zip(keys, entries, strict=True):
            sent = {flag: value for flag, value in each.items() if flag in {"isDraft", "isArchived"}}
            sent |= dict.fromkeys(["lastUpdated", "lastPublished"] if live else ["lastUpdated"], self.now)
            self.staged[key] = laid_over(self.staged[key], sent, each.get("fieldData", {}))
            if live:
                self.live[key] = laid_over(self.live[key], {**sent, "isDraft": False}, each.get("fieldData", {}))
        return [self.staged[key] for key in keys]

    def publish(self, entries: Iterable[Item]) -> Item:
        published, errors = {}, {}
        for key in self.keys(entries):
            row = self.staged.get(key)
            if row and not row["isArchived"]:
                sent = {"isDraft": False, "lastPublished": self.now, "lastUpdated": self.now}
                self.staged[key] = self.live[key] = {**row, **sent}
                published[key[0]] = True
            else:
                why = "is archived and cannot be published." if row else "not found."
                errors[f"Staging item ID {key[0]} {why}"] = True
        return {"publishedItemIds": [*published], "errors": [*errors]}

    def remove(self, entries: Iterable[Item], *, live: bool) -> None:
        """Delete what is staged, or unpublish what is live."""
        rows, keys = self.live if live else self.staged, self.keys(entries)
        check(rows.keys() >= {*keys}, 404)
        for key in keys:
            del rows[key]
            if live and key in self.staged:
                self.staged[key] = {**self.staged[key], "isDraft": True, "lastPublished": None}

    def publish_site(self) -> Item:
        self.site_published = self.now
        for key in {*self.staged, *self.live}:
            row = self.staged.get(key)
            if row is None or row["isArchived"]:
                self.live.pop(key, None)
            elif not row["isDraft"]:
                self.staged[key] = self.live[key] = {**row, "lastPublished": self.now}
        return {"customDomains": [], "publishToWebflowSubdomain": True, "publishScope": "site"}


def some(needed: Item, **optional: Any) -> st.SearchStrategy[Item]:
    return st.fixed_dictionaries(needed, optional=optional)


def once_in_a_while(wrong: list[Item], right: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    return st.builds(lambda values, more: values | more, right, st.sampled_from([{}] * 20 + wrong))


def fields(needed: Item, **optional: Any) -> st.SearchStrategy[Item]:
    text = st.sampled_from(["x", "y", None])
    return once_in_a_while(WRONG, some(needed, one=text, two=text, **optional))


A_NEW_NAME = "a new name"
WHERE = st.sampled_from(["", "/live", "/live"])
LOCALE = st.sampled_from(["en", "fr"])
OF_SITE = [{"cmsLocaleId": "the site's en"}]
SLUG = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])
SENT = {"isDraft": st.booleans(), "isArchived": st.sampled_from([False, False, True])}
NEW_FIELDS = fields({"name": st.just(A_NEW_NAME)}, slug=SLUG | st.just(""))
NEW = once_in_a_while(OF_SITE, some({"fieldData": NEW_FIELDS}, cmsLocaleId=LOCALE, **SENT))
NEW_CONTENT = {"fieldData": NEW_FIELDS | st.lists(NEW_FIELDS, min_size=1, max_size=2)}
OVER_LOCALES = st.lists(LOCALE, unique=True) | st.lists(LOCALE, unique=True) | st.just(["en", "the site's en"])
NEW_OVER_LOCALES = some(NEW_CONTENT, cmsLocaleIds=OVER_LOCALES, **SENT)
CHANGED = fields({}, name=st.sampled_from(["D", "E"])).filter(bool)
CHANGE = once_in_a_while(OF_SITE, some({}, fieldData=CHANGED, **SENT).filter(bool))
ONE_CHANGE = CHANGE | once_in_a_while(OF_SITE, some({"fieldData": fields({"slug": SLUG})}, **SENT))
A_CHANGE_OR_NONE = st.integers(0, 19).flatmap(lambda at: CHANGE if at else st.just({}))
KIND = st.sampled_from(["has it"] * 6 + ["staged", "any"])
WHO = st.tuples(KIND, st.integers(0, 2 * MOST - 1), st.sampled_from([1, 1, 1, 1, 0, 2]))
SOME = st.lists(WHO, min_size=1, max_size=3)


class Items(RuleBasedStateMachine):
    """The double and the model, asked for the same."""

    def __init__(self) -> None:
        super().__init__()
        quirks = {"publish_limit": "off"}
        self.mock = mock = Mockflow(seed=SEED, clock="2026-01-15T12:00:00Z", rate_limit=False, quirks=quirks)
        self.api, self.path, self.site = mock.http(), f"/collections/{mock.id('notes')}/items", f"/sites/{mock.site_id}"
        site_locale = self.api.get(self.site).json()["locales"]["primary"]["id"]
        en, fr = self.locales = mock.id("locales/en"), mock.id("locales/fr")
        self.words, self.names = {"en": en, "fr": fr, "the site's en": site_locale}, 0
        alpha, beta, gamma = (mock.id(f"notes/{slug}") for slug in ("alpha", "beta", "gamma"))
        self.known = [alpha, beta, gamma, "f" * 24]
        self.model = Model(self.listed(""), self.listed("/live"), [en, fr])
        assert self.model.live.keys() == {(alpha, en), (alpha, fr)}
        assert self.model.staged.keys() == {(alpha, en), (alpha, fr), (beta, en), (gamma, en)}

        self.read: dict[tuple[str, Key], Item | None] = {}

    def teardown(self) -> None:
        """In the end every single read is once more the model's, whatever it was asked before."""
        try:
            for where, rows in self.both():
                for key in self.keys():
                    self.agree_on(where, key, rows.get(key))
        finally:
            self.mock.close()

    def on_wire(self, value: Any) -> Any:
        """The value with the ids of locales in place of their names, and with new names."""
        if isinstance(value, dict):
            return {key: self.on_wire(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.on_wire(each) for each in value]
        self.names += value == A_NEW_NAME
        return f"Note {self.names}" if value == A_NEW_NAME else self.words.get(value, value)

    def variant(self, where: str, who: Who) -> Key:
        kind, number, _ = who
        rows = self.model.live if where and kind == "has it" else self.model.staged
        known = [(item_id, locale) for item_id in self.known for locale in self.locales]
        keys = known if kind == "any" or not rows else sorted(rows)
        return keys[number % len(keys)]

    def entry(self, where: str, who: Who) -> Item:
        item_id, locale = self.variant(where, who)
        return {"id": item_id, **({"cmsLocaleId": locale} if who[2] else {})}

    def entries(self, where: str, several: list[Who]) -> list[Item]:
        """Entries for lists of locales; no item comes twice."""
        found = {}
        for who in several:
            item_id, locale = self.variant(where, who)
            found[item_id] = [[], [locale], [*self.locales]][who[2]]
        return [{"id": each, **({"cmsLocaleIds": locales} if locales else {})} for each, locales in found.items()]

    def ask(self, method: str, path: str, act: Callable[[Model], Any], ok: int, **sent: Any) -> None:
        """Have the double and the model do the same; both say the same, and what is refused changes nothing."""
        answer = self.api.request(method, path, **sent)
        self.said: Any = answer.json() if answer.content else None
        after = replace(self.model, staged=dict(self.model.staged), live=dict(self.model.live))
        try:
            expected = act(after)
        except RefusedError as refused:
            (status,) = refused.args
            said = (answer.status_code, self.said and self.said.get("code"))
            assert said == (status, CODES[status]), (sent, answer.text)
            return
        assert (answer.status_code, self.said) == (ok, expected)
        after.commits += after != self.model
        self.model = after

    def create(self, path: str, body: Item, entries: list[Item]) -> None:
        """Create; the ids are as the double gives them."""
        new: list[str] = []

        def act(model: Model) -> Item:
            new.extend(dict.fromkeys(row["id"] for row in self.said.get("items", [self.said]) if "id" in row))
            assert not {*new} & {*self.known}
            ids = [*new] or [f"refused {at}" for at in range(len(entries))]
            made = model.create([{**each, "id": ids.pop(0)} for each in entries], live=path == "/live")
            return made[0] if "fieldData" in body and path != "/bulk" else {"items": made}

        self.ask("POST", self.path + path, act, 202, json=body)
        self.known += new

    @precondition(lambda self: len(self.known) < MOST)
    @rule(where=WHERE, new=NEW | st.lists(NEW, min_size=1, max_size=3))
    def create_one_or_many(self, where: str, new: Item | list[Item]) -> None:
        body = self.on_wire({"items": new} if isinstance(new, list) else new)
        self.create(where, body, body.get("items", [body]))

    @precondition(lambda self: len(self.known) < MOST)
    @rule(new=NEW_OVER_LOCALES)
    def create_over_locales(self, new: Item) -> None:
        body = self.on_wire(new)
        each = body["fieldData"] if isinstance(body["fieldData"], list) else [body["fieldData"]]
        self.create("/bulk", body, [{**body, "fieldData": values} for values in each])

    @rule(where=WHERE, who=WHO, change=ONE_CHANGE)
    def patch_one(self, where: str, who: Who, change: Item) -> None:
        entry = self.entry(where, who) | self.on_wire(change)
        path, body = f"{self.path}/{entry['id']}{where}", {key: entry[key] for key in entry if key != "id"}
        self.ask("PATCH", path, lambda model: model.patch([entry], live=where != "")[0], 200, json=body)

    @rule(where=WHERE, several=st.lists(st.tuples(WHO, A_CHANGE_OR_NONE), min_size=1, max_size=3))
    def patch_many(self, where: str, several: list[tuple[Who, Item]]) -> None:
        each = [self.entry(where, who) | self.on_wire(change) for who, change in several]
        items = [*{key: entry for entry in each for key in self.model.keys([entry])}.values()]
        body, path = {"items": items}, self.path + where
        self.ask("PATCH", path, lambda model: {"items": model.patch(items, live=where != "")}, 200, json=body)

    @precondition(lambda self: {*self.model.live} & {*self.model.staged} < {*self.model.staged})
    @rule(number=st.integers(0, MOST))
    def patch_live_with_one_that_is_not(self, number: int) -> None:
        live, staged = self.model.live.keys(), self.model.staged.keys()
        keys = [sorted(each)[number % len(each)] for each in (live & staged, staged - live) if each]
        items = [{"id": item_id, "cmsLocaleId": locale, "isDraft": True} for item_id, locale in keys]
        path, body = f"{self.path}/live", {"items": items}
        self.ask("PATCH", path, lambda model: model.patch(items, live=True), 409, json=body)

    @rule(who=WHO)
    def archive(self, who: Who) -> None:
        self.patch_one("", who, {"isArchived": True})

    @rule(several=SOME, plainly=st.booleans())
    def publish(self, several: list[Who], plainly: bool) -> None:  # noqa: FBT001 - a rule's arguments are named
        items = self.entries("", several)
        ids = [entry["id"] for entry in items]
        entries, body = ([{"id": each} for each in ids], {"itemIds": ids}) if plainly else (items, {"items": items})
        self.ask("POST", f"{self.path}/publish", lambda model: model.publish(entries), 202, json=body)

    @rule(where=WHERE, who=WHO)
    def remove_one(self, where: str, who: Who) -> None:
        entry = self.entry(where, who)
        path, query = f"{self.path}/{entry['id']}{where}", {key: entry[key] for key in entry if key != "id"}
        self.ask("DELETE", path, lambda model: model.remove([entry], live=where != ""), 204, params=query)

    @rule(where=WHERE, several=SOME)
    def remove_many(self, where: str, several: list[Who]) -> None:
        items, path = self.entries(where, several), self.path + where
        self.ask("DELETE", path, lambda model: model.remove(items, live=where != ""), 204, json={"items": items})

    @precondition(lambda self: self.model.site_published != time_of(self.model.commits - 1))  # not twice in a row
    @rule()
    def publish_site(self) -> None:
        body = {"publishToWebflowSubdomain": True}
        self.ask("POST", f"{self.site}/publish", lambda model: model.publish_site(), 202, json=body)

    def listed(self, where: str) -> dict[Key, Item]:
        """The rows of a list, which come newest first, and then by id from above."""
        said = self.api.get(self.path + where, params={"cmsLocaleId": ",".join(self.locales)}).json()
        order = [(row["createdOn"], row["id"]) for row in said["items"]]
        assert order == sorted(order, reverse=True)
        assert said["pagination"] == {"limit": 100, "offset": 0, "total": len(order)}
        return {(row["id"], row["cmsLocaleId"]): row for row in said["items"]}

    @invariant()
    def agree(self) -> None:
        """Lists are the model's after each call; so are single reads of what is another than before, or gone now."""
        for where, rows in self.both():
            assert self.listed(where) == rows
            for key in self.keys():
                if (where, key) not in self.read or self.read[where, key] != rows.get(key):
                    self.agree_on(where, key, rows.get(key))

    def both(self) -> list[tuple[str, dict[Key, Item]]]:
        return [("", self.model.staged), ("/live", self.model.live)]

    def keys(self) -> list[Key]:
        return [(item_id, locale) for item_id in self.known for locale in self.locales]

    def agree_on(self, where: str, key: Key, row: Item | None) -> None:
        answer = self.api.get(f"{self.path}/{key[0]}{where}", params={"cmsLocaleId": key[1]})
        assert answer.json() == (GONE if row is None else row)
        assert answer.status_code == (404 if row is None else 200)
        self.read[where, key] = row


def test_items_live_by_the_reference() -> None:
    """Whatever is asked, in any order, both copies of each variant are what the reference makes of them."""
    few = settings(max_examples=100, stateful_step_count=25, derandomize=True, deadline=None)
    run_state_machine_as_test(Items, settings=few)
