"""Forms in seeds."""

from pathlib import Path
from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant

BAD = """\
mockflow: 1
sites:
  - displayName: S
    forms:
      - displayName: Ask
        formElementId: nope
        fields:
          - {displayName: Name}
          - {displayName: NAME}
          - {displayName: " "}
          - {displayName: Seen, default: x}
          - {displayName: Hidden, userVisible: false, required: true}
          - {displayName: Mail, type: Email, userVisible: false, default: nobody}
        submissions:
          - formResponse: {Nope: x}
          - formResponse: {Name: [x]}
          - {locale: fr, formResponse: {Name: Ada}}
      - displayName: ask
        componentId: "1"
"""
BAD_FORM = """\
mockflow: 1
sites:
  - displayName: S
    formsRequireRepublish: sometimes
    forms:
      - fields: [{displayName: Name, type: Checkbox, default: null}]
        submissions: [{dateSubmitted: soon}]
"""


def site_with(*forms: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"mockflow": 1, "sites": [{"displayName": "One", "forms": list(forms), **more}]}


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "seed.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SeedError) as raised:
        plant(str(path))
    return [str(problem).removeprefix(f"{path}:") for problem in raised.value.problems]


def test_every_mistake_of_a_form_is_told(tmp_path: Path) -> None:
    """Names, ids, defaults, values and locales are checked, each told where it stands."""
    form = "sites[0].forms[0]"
    assert told(tmp_path, BAD) == [
        f"6: {form}.formElementId: expected a UUID, found nope",
        f"9: {form}.fields[1]: expected a displayName that no other field of the form has, in any case, found NAME",
        f"10: {form}.fields[2].displayName: expected a name, found ' '",
        f"11: {form}.fields[3].default: expected none for a field that visitors see, found x",
        f"12: {form}.fields[4]: expected a hidden field that is neither required nor a checkbox, found Hidden",
        f"13: {form}.fields[5].default: expected an email address, found nobody",
        f"15: {form}.submissions[0].formResponse: expected one of the fields Name,  , Seen, Hidden, Mail, found Nope",
        f'16: {form}.submissions[1].formResponse.Name: expected text of at most 256 characters, found ["x"]',
        f"17: {form}.submissions[2].locale: expected one of the locales en, found fr",
        "18: sites[0].forms[1]: expected a slug or name that nothing beside it has, found ask",
        "19: sites[0].forms[1].componentId: expected a UUID, found 1",
    ]


def test_every_mistake_of_form_is_told(tmp_path: Path) -> None:
    """Types, times and required keys are checked as everywhere in a seed."""
    assert [line.partition(": expected")[0] for line in told(tmp_path, BAD_FORM)] == [
        "4: sites[0].formsRequireRepublish",
        "6: sites[0].forms[0].displayName",
        "6: sites[0].forms[0].fields[0].default",
        "6: sites[0].forms[0].fields[0].type",
        "7: sites[0].forms[0].submissions[0].dateSubmitted",
        "7: sites[0].forms[0].submissions[0].formResponse",
    ]


def test_a_form_needs_only_a_name() -> None:
    """The rest has defaults, and the path is made of the name."""
    mock = Mockflow(site_with({"displayName": "Say Hello"}, createdOn="2025-01-01T00:00:00Z"))
    form = mock.http().get(f"/forms/{mock.id('forms/say-hello')}").json()
    assert (form["fields"], form["createdOn"], form["pageName"]) == ({}, "2025-01-01T00:00:00.000Z", "Home")
    assert form["responseSettings"]["redirectUrl"] == ""


def test_ids_and_places_can_be_given() -> None:
    """Ids, page, element and component are then as given; a component's are shown only where it has them."""
    uuid, given = "4e038d2c-6a1e-4953-7be9-a59a2b453177", "0123456789ABCDEF01234567"
    field = {"id": "f" * 24, "displayName": "Name"}
    submission = {"id": "e" * 24, "dateSubmitted": "2025-01-02T03:04:05Z", "formResponse": {"Name": "Ada"}}
    form = {
        "id": given,
        "displayName": "Ask",
        "slug": "question",
        "pageId": "d" * 24,
        "pageName": "Questions",
        "formElementId": uuid.upper(),
        "componentId": uuid,
        "componentElementId": uuid,
        "fields": [field],
        "submissions": [submission],
    }
    mock = Mockflow(site_with(form))
    answer = mock.http().get(f"/forms/{mock.id('forms/question')}").json()
    assert answer["id"] == given.lower()
    assert list(answer["fields"]) == ["f" * 24]
    assert (answer["pageId"], answer["pageName"]) == ("d" * 24, "Questions")
    assert [answer[f"{key}Id"] for key in ("formElement", "component", "componentElement")] == [uuid] * 3
    assert mock.id("forms/question/submissions/1") == "e" * 24
    read = mock.http().get(f"/form_submissions/{'e' * 24}").json()
    assert read["dateSubmitted"] == "2025-01-02T03:04:05.000Z"


def test_an_extending_seed_changes_a_form_by_its_slug() -> None:
    """Forms merge by slug and fields by name; a list of submissions takes the other's place."""
    change = {
        "displayName": "Contact",
        "slug": "contact",
        "fields": [{"displayName": "Email", "required": True}],
        "submissions": [{"formResponse": {"Name": "Ada"}}],
    }
    sites = [{"shortName": "kiln-and-lantern", "forms": [change]}]
    mock = Mockflow({"mockflow": 1, "extends": "demo", "sites": sites})
    api, form = mock.http(), mock.id("forms/contact")
    assert [each["displayName"] for each in api.get(f"/forms/{form}").json()["fields"].values()] == [
        "Name", "Email", "Message", "Source",
    ]  # fmt: skip
    (row,) = api.get(f"/forms/{form}/submissions").json()["formSubmissions"]
    assert row["formResponse"] == {"Name": "Ada", "Email": "", "Message": "", "Source": "Contact page"}


def test_the_demos_first_form_is_as_promised(mockflow: Mockflow) -> None:
    """It has Name and Email, neither required, and a hidden field that every submission carries."""
    api = mockflow.http()
    form = api.get(f"/sites/{mockflow.site_id}/forms").json()["forms"][0]
    names = {each["displayName"]: each for each in form["fields"].values()}
    (hidden,) = [name for name, each in names.items() if not each["userVisible"]]
    assert {"Name", "Email"} <= names.keys()
    rows = api.get(f"/forms/{form['id']}/submissions").json()["formSubmissions"]
    assert rows
    assert all(row["formResponse"][hidden] for row in rows)
