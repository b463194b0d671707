"""Forms and submissions: list, get, change a submission's hidden fields, delete one. Only visitors submit."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.ordered import Merged
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import Route, command, query
from mockflow.core.store import Reader, Transaction
from mockflow.domain.form_shapes import (
    ElementQuery,
    FormSchema,
    FormsSchema,
    FormSubmissionSchema,
    FormSubmissionsSchema,
    SubmissionChanges,
)
from mockflow.domain.form_values import expected_instead, names_of
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form, FormField, Submission, require_republished
from mockflow.domain.listing import PagingQuery, page_of
from mockflow.domain.sites import SITES

AREA = "forms"


def list_forms(reader: Reader, call: Call) -> Page[Form]:
    return page_of("forms", reader.all(FORMS, call.path["site_id"]), call)


def get_form(reader: Reader, call: Call) -> Form:
    """The form of the path, which is not there under the path of another site."""
    form = reader.get(FORMS, call.path["form_id"])
    if call.path.get("site_id", form.site_id) != form.site_id:
        raise Refusal("resource_not_found", FORMS.missing)
    return form


def list_submissions(reader: Reader, call: Call) -> Page[Submission]:
    """What was submitted with a form, newest first."""
    return page_of("formSubmissions", reader.all(SUBMISSIONS, get_form(reader, call).id), call)


def list_submissions_by_site(reader: Reader, call: Call) -> Page[Submission]:
    """What was submitted with any form of the site, or any with an element of that id, newest first."""
    site, wanted = reader.get(SITES, call.path["site_id"]), call.query["element_id"].lower()
    forms = [form for form in reader.all(FORMS, site.id) if wanted in {"", form.stands.element_id}]
    return page_of("formSubmissions", Merged([reader.all(SUBMISSIONS, form.id) for form in forms]), call)


def get_submission(reader: Reader, call: Call) -> Submission:
    """The submission of the path, which is not there under the path of another site."""
    submission = reader.get(SUBMISSIONS, call.path["form_submission_id"])
    if call.path.get("site_id", submission.site_id) != submission.site_id:
        raise Refusal("resource_not_found", SUBMISSIONS.missing)
    return submission


def change_submission(tx: Transaction, call: Call) -> Submission:
    """Lay values over those of hidden fields, or of any field where the world has it so; all of them, or none."""
    submission, sent = get_submission(tx, call), call.body["form_submission_data"]
    form, every = tx.get(FORMS, submission.form_id), call.quirks["submission_patch"] == "any"
    fields = {field.display_name: field for field in form.fields if every or field.hidden}
    kind = f"one of the {'' if every else 'hidden '}fields of the form: {names_of(fields.values())}"
    problems = [words for name, value in sent.items() if (words := _problem(name, value, fields.get(name), kind))]
    if problems:
        raise Refusal("invalid_shape", details=problems)
    changed = submission.answering({**submission.response, **sent})
    return submission if changed is submission else tx.put(SUBMISSIONS, changed)


def _problem(name: str, value: Any, field: FormField | None, kind: str) -> str | None:
    expected = kind if field is None else expected_instead(field, value)
    return expected and f"Value (formSubmissionData.{name}) should be {expected}"


def delete_submission(tx: Transaction, call: Call) -> None:
    tx.remove(SUBMISSIONS, get_submission(tx, call).id)


def _refuse_old_forms(reader: Reader, path: Mapping[str, str]) -> None:
    site_id = path.get("site_id") or reader.get(SUBMISSIONS, path["form_submission_id"]).site_id
    require_republished(reader, site_id)


_OLD = ("forms_require_republish",)


def _submission_routes(suffix: str, path: str, where: str) -> tuple[Route, ...]:
    """The operations on one submission; there are two families of them."""
    return (
        query(
            f"get-form-submission{suffix}",
            f"GET {path}",
            get_submission,
            summary=f"Get a form submission{where}",
            scope="forms:read",
            returns=FormSubmissionSchema,
        ),
        command(
            f"modify-form-submission{suffix}",
            f"PATCH {path}",
            change_submission,
            summary=f"Change hidden fields of a form submission{where}",
            scope="forms:write",
            done=Done("changed", "form submission"),
            body=SubmissionChanges,
            returns=FormSubmissionSchema,
            gate=_refuse_old_forms,
            refusals=_OLD,
        ),
        command(
            f"delete-form-submission{suffix}",
            f"DELETE {path}",
            delete_submission,
            summary=f"Delete a form submission{where}",
            scope="forms:write",
            done=Done("deleted", "form submission", "removed"),
            success=204,
            gate=_refuse_old_forms,
            refusals=_OLD,
        ),
    )


ROUTES = (
    query(
        "list-forms",
        "GET /sites/{site_id}/forms",
        list_forms,
        summary="List the forms of a site",
        scope="forms:read",
        query=PagingQuery,
        returns=FormsSchema,
        gate=_refuse_old_forms,
        refusals=_OLD,
    ),
    query(
        "get-form-schema",
        "GET /forms/{form_id}",
        get_form,
        summary="Get a form with its fields",
        scope="forms:read",
        returns=FormSchema,
    ),
    query(
        "list-submissions",
        "GET /forms/{form_id}/submissions",
        list_submissions,
        summary="List the submissions of a form",
        scope="forms:read",
        query=PagingQuery,
        returns=FormSubmissionsSchema,
    ),
    query(
        "list-submissions-for-site",
        "GET /sites/{site_id}/forms/{form_id}/submissions",
        list_submissions,
        summary="List the submissions of a form of a site",
        scope="forms:read",
        query=PagingQuery,
        returns=FormSubmissionsSchema,
    ),
    query(
        "list-submissions-by-site",
        "GET /sites/{site_id}/form_submissions",
        list_submissions_by_site,
        summary="List the submissions of all forms of a site",
        scope="forms:read",
        query=ElementQuery,
        returns=FormSubmissionsSchema,
    ),
    *_submission_routes("", "/form_submissions/{form_submission_id}", ""),
    *_submission_routes("-by-site", "/sites/{site_id}/form_submissions/{form_submission_id}", " of a site"),
)
