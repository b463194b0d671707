"""Seeds: ids, rules, tokens and numbers that cannot be are told, with file, line and path."""

from pathlib import Path
from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant

BEFORE = "mockflow: 1\nsites:\n  - displayName: S\n    collections:\n      - displayName: Notes\n        slug: notes\n"
FIELD = BEFORE + "        fields:\n          - displayName: T\n"
ID = "Ab" * 12


def collection(**content: Any) -> dict[str, Any]:
    return {
        "mockflow": 1,
        "sites": [{"displayName": "S", "collections": [{"displayName": "N", "slug": "n", **content}]}],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BEFORE + "        id: hello\n", '7: sites[0].collections[0].id: expected 24 hex digits, found "hello"'),
        (
            BEFORE + "        items:\n          - id: 5\n            fieldData: {name: a}\n",
            "8: sites[0].collections[0].items[0].id: expected 24 hex digits, found 5",
        ),
        (
            FIELD + "            validations:\n              maxLength: ten\n",
            "10: sites[0].collections[0].fields[0].validations.maxLength: expected a number, found ten",
        ),
        (
            BEFORE + "        fields:\n          - {displayName: T, type: Number, validations: {minValue: true}}\n",
            "8: sites[0].collections[0].fields[0].validations.minValue: expected a number, found true",
        ),
        (
            BEFORE + "        items: [{fieldData: {name: .inf}}]\n",
            "7: expected YAML, found the number .inf, which JSON cannot say",
        ),
        (
            "mockflow: 1\nplan: enterprise\nsites:\n  - displayName: S\n    rateLimit: 0\n",
            "5: sites[0].rateLimit: expected a whole number from 1 on, found 0",
        ),
        (
            "mockflow: 1\nsites: [{displayName: S}]\ntokens:\n  - name: a\n  - name: a\n",
            "5: tokens[1]: expected a name and a value that no other token has, found a",
        ),
        (
            "mockflow: 1\nsites: [{displayName: S}]\ntokens:\n  - name: mockflow-site-token\n",
            "4: tokens[0]: expected a name and a value that no other token has, found mockflow-site-token",
        ),
        (
            "mockflow: 1\nsites:\n  - displayName: S\n    createdOn: 0001-01-01T00:00:00+14:00\n",
            '4: sites[0].createdOn: expected an ISO 8601 time, found "0001-01-01T00:00:00+14:00"',
        ),
        (
            "mockflow: 1\nsites:\n  - displayName: S\n    inventory:\n      fog: 1\n      lamp: -3\n",
            "6: sites[0].inventory.lamp: expected a whole number from 0 on, or infinite, found -3",
        ),
        (
            BEFORE + "        items:\n          - fieldData: {name: a}\n            slug: <p>x</p>\n",
            "9: sites[0].collections[0].items[0].slug: expected letters, digits, - and _",
        ),
        (
            BEFORE + "        items:\n          - fieldData: {name: [a, true]}\n",
            '8: sites[0].collections[0].items[0].fieldData.name: expected a string, found ["a", true]',
        ),
        (
            BEFORE + "        items:\n          - fieldData: {slug: a}\n",
            "8: sites[0].collections[0].items[0].fieldData.name: expected a value, since the field is required",
        ),
        ("mockflow: 1\nsites: &a\n  - *a\n", "2: expected YAML, found"),
        ("mockflow: 1\nplan: !!python/object:os.system x\n", "2: expected YAML, found could not determine"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Each is a SeedError with the file, the line, the path, what was expected and what was found."""
    path = tmp_path / "seed.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SeedError) as raised:
        Mockflow(path)
    assert str(raised.value.problems[0]).startswith(f"{path}:{said}")


def test_two_records_never_share_an_id() -> None:
    """An id that something else has is a mistake, told where it stands the second time."""
    items = [{"id": ID, "fieldData": {"name": "a"}}, {"id": ID.lower(), "fieldData": {"name": "b"}}]
    with pytest.raises(SeedError, match=rf"sites\[0\].collections\[0\].items\[1\]: expected an id .*{ID.lower()}"):
        plant(collection(items=items))


def test_two_records_never_share_a_path() -> None:
    """Two items of one slug are one mistake, and the problems of one seed are told together."""
    items = [{"fieldData": {"name": "Same"}}, {"fieldData": {"name": "same"}}, {"fieldData": {"name": "x", "nope": 1}}]
    with pytest.raises(SeedError) as raised:
        plant(collection(items=items))
    said = {problem.path for problem in raised.value.problems}
    assert said == {
        "sites[0].collections[0].items[1]", "sites[0].collections[0].items[2].fieldData.nope",
    }  # fmt: skip


def test_ids_are_answered_in_lower_case() -> None:
    """An id given in capitals is found in either case, and answered in lower case."""
    with Mockflow(collection(items=[{"id": ID, "fieldData": {"name": "a"}}])) as mock:
        answer = mock.http().get(f"/collections/{mock.id('n')}/items/{ID}")
        assert answer.json()["id"] == ID.lower() == mock.id("n/a")


def test_a_seed_is_read_with_tabs_as_json(tmp_path: Path) -> None:
    """Mistakes of a JSON seed that is indented with tabs are told with their lines."""
    path = tmp_path / "seed.json"
    path.write_text('{\n\t"mockflow": 1,\n\t"plan": "gold"\n}', "utf-8")
    with pytest.raises(SeedError, match=":3: plan: expected one of"):
        Mockflow(path)


def test_ids_of_the_demo_are_the_same_in_every_world() -> None:
    """Ids derive from paths alone: each world and each start has the same, and no two records share one."""
    first, second = Mockflow().control("GET", "/ids"), Mockflow(clock="2030-01-01T00:00:00Z").control("GET", "/ids")
    assert first == second
    assert len(set(first.values())) == len(first)
    assert first["journal/first-post"] == "ba94360635bc6eb64a776f6f"


@pytest.mark.parametrize(
    ("site", "told"),
    [
        (
            {"redirects": [{"fromUrl": f"/{at}", "toUrl": "/"} for at in range(10_001)]},
            "redirects: expected at most 10000 entries, found ",
        ),
        (
            {"activityLogs": [{"event": "page_created"}] * 10_001},
            "activityLogs: expected at most 10000 entries, found ",
        ),
        (
            {"customFonts": [{"fileName": "a.woff2", "content": "x", "fontFamily": "A", "weight": 400}] * 1_001},
            "customFonts: expected at most 1000 entries, found ",
        ),
        (
            {"robotsTxt": {"rules": [{"userAgent": "*", "allows": ["/" + "x" * 500_000]}]}},
            "robotsTxt: expected up to 500000 bytes, found 5",
        ),
    ],
    ids=["redirects", "activityLogs", "customFonts", "robotsTxt"],
)
def test_a_site_is_bounded_as_by_calls(site: dict[str, Any], told: str) -> None:
    """What calls could not add to is refused in seeds, too."""
    with pytest.raises(SeedError) as caught:
        plant({"mockflow": 1, "plan": "enterprise", "sites": [{"displayName": "S", **site}]})
    assert f"sites[0].{told}" in str(caught.value)


def test_a_world_of_a_seed_has_a_thousand_sites_at_most() -> None:
    """As many as calls could make."""
    with pytest.raises(SeedError) as caught:
        plant({"mockflow": 1, "sites": [{"displayName": f"S{at}"} for at in range(1_001)]})
    assert "sites: expected at most 1000 entries, found " in str(caught.value)
