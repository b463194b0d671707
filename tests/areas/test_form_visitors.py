"""What a visitor's submission makes, tells and refuses."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.core.store import Transaction
from mockflow.domain.forms import FormSubmitted
from mockflow.worlds.seeds import plant
from mockflow.worlds.visitors import Visit
from mockflow.worlds.visitors.forms import submit_form
from tests.areas.visits import visit

EVERY_KIND = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "One",
            "forms": [
                {
                    "displayName": "Everything",
                    "fields": [
                        {"displayName": "Name", "required": True},
                        {"displayName": "Email", "type": "Email"},
                        {"displayName": "Secret", "type": "Password"},
                        {"displayName": "Phone", "type": "Phone"},
                        {"displayName": "Seats", "type": "Number"},
                        {"displayName": "Story", "element": "FormTextarea"},
                        {"displayName": "Day", "options": ["Monday", "Friday"]},
                        {"displayName": "Agree", "element": "FormCheckboxInput", "required": True},
                        {"displayName": "Sketch", "element": "FormFileUploadInput"},
                        {"displayName": "Source", "userVisible": False, "default": "web"},
                    ],
                }
            ],
        },
        {"displayName": "Two", "forms": [{"displayName": "Other", "fields": [{"displayName": "Word"}]}]},
        {"displayName": "Three"},
    ],
}
GOOD = {"Name": "Ada", "Agree": True}
FIELDS = "Name, Email, Secret, Phone, Seats, Story, Day, Agree, Sketch, Source"

every_kind = pytest.mark.mockflow(seed=EVERY_KIND, clock="2026-02-01T10:00:00Z")


def refused(given: dict[str, Any], seed: Any = EVERY_KIND) -> str:
    """Why the visit is refused; it must have written and told nothing."""
    tx = Transaction(plant(seed).state, 0)
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the test looks at the words
        submit_form(Visit(tx, given, {}))
    assert (tx.changes(), tx.events) == ((), [])
    return str(raised.value)


def response(mock: Mockflow, **data: Any) -> dict[str, Any]:
    made: dict[str, Any] = visit(mock, submit_form, data={**GOOD, **data})[0]["formResponse"]
    return made


@pytest.mark.mockflow(clock="2026-02-01T10:00:00Z")
def test_a_visitor_submits_the_first_form(mockflow: Mockflow) -> None:
    """Display names may be in any case, hidden fields have their default, and the answer is that of the API."""
    made, _ = visit(mockflow, submit_form, data={"NAME": "Wren", "email": "wren@example.com", "Message": ""})
    site = mockflow.http().get(f"/sites/{mockflow.site_id}").json()
    assert len(made.pop("id")) == 24
    assert made == {
        "formId": mockflow.id("forms/contact"),
        "displayName": "Contact",
        "siteId": mockflow.site_id,
        "workspaceId": site["workspaceId"],
        "dateSubmitted": "2026-02-01T10:00:00.000Z",
        "formResponse": {"Name": "Wren", "Email": "wren@example.com", "Message": "", "Source": "Contact page"},
        "localeId": None,
    }


@pytest.mark.mockflow(clock="2026-02-01T10:00:00Z")
def test_webhooks_hear_of_a_submission(mockflow: Mockflow) -> None:
    """The payload has names of its own for what the API answers, and a list of the fields."""
    made, event = visit(mockflow, submit_form, data={"Name": "Wren"})
    form = mockflow.http().get(f"/forms/{made['formId']}").json()
    assert isinstance(event, FormSubmitted)
    assert (event.trigger_type, event.site_id, event.form_name) == ("form_submission", mockflow.site_id, "Contact")
    payload = event.payload()
    fields = payload.pop("schema")
    assert payload == {
        "name": "Contact",
        "siteId": mockflow.site_id,
        "data": made["formResponse"],
        "submittedAt": made["dateSubmitted"],
        "id": made["id"],
        "formId": made["formId"],
        "formElementId": form["formElementId"],
        "localeId": None,
    }
    assert [(each["fieldName"], each["fieldType"]) for each in fields] == [
        ("Name", "FormTextInput"),
        ("Email", "FormTextInput"),
        ("Message", "FormTextarea"),
        ("Source", "FormTextInput"),
    ]
    assert len({each["fieldElementId"] for each in fields}) == 4
    assert all(len(each["fieldElementId"]) == 36 for each in fields)


@every_kind
def test_made_up_values_fit_their_fields(mockflow: Mockflow) -> None:
    """Without data every visible field has a value of its kind, and a visit with the same values is accepted."""
    made, _ = visit(mockflow, submit_form)
    values = made["formResponse"]
    assert list(values) == FIELDS.split(", ")
    assert all(value not in ("", None) for value in values.values())
    assert (values["Day"], values["Agree"], values["Source"]) == ("Monday", "true", "web")
    assert "@" in values["Email"]
    assert values["Seats"].isdigit()
    again, _ = visit(mockflow, submit_form, data=values)
    assert again["formResponse"] == values
    assert again["id"] != made["id"]


@every_kind
def test_what_is_left_out_is_blank(mockflow: Mockflow) -> None:
    """A field that nobody filled in is an empty text, and a checkbox the text false."""
    assert response(mockflow) == {
        "Name": "Ada", "Email": "", "Secret": "", "Phone": "", "Seats": "", "Story": "", "Day": "", "Agree": "true",
        "Sketch": "", "Source": "web",
    }  # fmt: skip


@every_kind
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Seats", "12"),
        ("Seats", "1e3"),
        ("Phone", "+32 12"),
        ("Email", "a@b"),
        ("Day", "Friday"),
        ("Name", "x" * 256),
        ("Name", "false"),
        ("Story", "y" * 5_000),
        ("Source", "newsletter"),
        ("Agree", "true"),
        ("Name", "Zoë 🏺\u2028"),
    ],
)
def test_a_text_that_fits_is_kept(mockflow: Mockflow, name: str, value: str) -> None:
    """It is answered as it was given; a visitor's browser may fill in a hidden field."""
    assert response(mockflow, **{name: value})[name] == value


@every_kind
@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("Seats", 2, "2"),
        ("Seats", 2.0, "2"),
        ("Seats", -1.5, "-1.5"),
        ("Phone", 3212345678, "3212345678"),
        ("Agree", True, "true"),
        ("Source", 7, "7"),
        ("Source", False, "false"),
    ],
)
def test_numbers_and_booleans_are_sent_as_text(mockflow: Mockflow, name: str, value: Any, sent: str) -> None:
    """So a browser does, and so webhooks and the API have them."""
    assert response(mockflow, **{name: value})[name] == sent


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Email", "nobody", "an email address"),
        ("Email", "a b@example.com", "an email address"),
        ("Email", 5, "text of at most 256 characters"),
        ("Seats", "two", "a number"),
        ("Seats", True, "text of at most 256 characters"),
        ("Seats", float("nan"), "text of at most 256 characters"),
        ("Seats", 10**400, "text of at most 256 characters"),
        ("Name", "x" * 257, "text of at most 256 characters"),
        ("Name", None, "text of at most 256 characters"),
        ("Name", ["x"], "text of at most 256 characters"),
        ("Name", "\ud800", "text of at most 256 characters"),
        ("Story", "y" * 5_001, "text of at most 5,000 characters"),
        ("Day", "Sunday", "one of Monday, Friday"),
        ("Agree", "yes", "true or false"),
        ("Name", True, "text of at most 256 characters"),
        ("Name", 5, "text of at most 256 characters"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, value: Any, expected: str) -> None:
    """The refusal names the field and what it needs, and nothing is submitted."""
    assert refused({"data": {**GOOD, name: value}}).startswith(f"data.{name}: expected {expected}, found ")


@pytest.mark.parametrize(
    "missing", [{}, {"Name": ""}, {"Name": "  "}, {"Name": "Ada", "Agree": False}, {"Name": "Ada", "Agree": "false"}]
)
def test_a_required_field_must_be_filled_in(missing: dict[str, Any]) -> None:
    """The refusal names the form's fields and those that it needs."""
    name = "Agree" if missing.get("Name", "").strip() else "Name"
    assert refused({"data": missing}) == (
        f"data: expected a value for {name}, found none; the form has the fields {FIELDS}, and needs Name, Agree"
    )


@pytest.mark.parametrize("data", [{**GOOD, "Nope": 1}, {**GOOD, "nope": 1}, {**GOOD, "NAME": "twice"}])
def test_an_unknown_field_is_refused(data: dict[str, Any]) -> None:
    """So is one that is given twice; the refusal names the form's fields."""
    *_, name = data
    expected = f"values of the fields {FIELDS}, found {name}"
    if name == "NAME":
        expected = "one value of the field Name, found another as NAME"
    assert refused({"data": data}) == f"data: expected {expected}"


@pytest.mark.parametrize("data", [[], "x", 5])
def test_data_is_an_object(data: Any) -> None:
    """Anything else is refused."""
    assert refused({"data": data}) == f"data: expected an object with values for the fields {FIELDS}"


@every_kind
def test_a_form_is_chosen_by_its_id(mockflow: Mockflow) -> None:
    """A form of any site is found by its id, and the first of a site where only that is named."""
    other = mockflow.id("two/forms/other")
    for given in ({"formId": other.upper()}, {"siteId": mockflow.id("sites/two").upper()}):
        made, event = visit(mockflow, submit_form, **given)
        assert (made["formId"], made["siteId"], event.site_id) == (other, *[mockflow.id("sites/two")] * 2)


def test_a_form_that_is_not_there_is_refused() -> None:
    """The refusal names those that are; a site's form is not there for another site."""
    ids = plant(EVERY_KIND).ids
    for given in ({"formId": "nope"}, {"formId": ids["two/forms/other"], "siteId": ids["sites/one"]}):
        known = f"{ids['forms/everything']} (Everything)"
        assert refused(given) == f"formId: expected one of {known}, found {given['formId']!r}"
    assert refused({"siteId": ids["sites/three"]}) == (
        "formId: expected one of none, since the site has no form, found nothing"
    )
    assert refused({"formId": ["x"]}).startswith("formId: expected one of ")


def test_a_visit_is_the_same_every_time() -> None:
    """Equal worlds and times make equal submissions."""
    planted = plant("demo")
    made = [submit_form(Visit(Transaction(planted.state, 5), {}, {})) for _ in range(2)]
    assert made[0] == made[1]
