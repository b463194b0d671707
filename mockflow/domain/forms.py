"""Forms, which stand on a site's pages, and what visitors submitted with them."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps, iso, js_numbers, loads

from .events import Event
from .sites import SITES

_ID_BITS = 96


class FormField(NamedTuple):
    """A field of a form. Its display name is the key of its values in a submission.

    Attributes:
        type: the word that the form's schema has for it.
        element: the word that webhooks have for it.
        element_id: the UUID of its element on the page.
        hidden: whether visitors do not see it; it then carries ``default``.
        options: what can be chosen; empty where anything can be written.
    """

    id: str
    display_name: str
    type: str
    element: str
    element_id: str
    placeholder: str | None = None
    hidden: bool = False
    required: bool = False
    default: Any = ""
    options: tuple[str, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        return {
            "displayName": self.display_name,
            "type": self.type,
            "placeholder": self.placeholder,
            "userVisible": not self.hidden,
        }

    def to_webhook(self) -> dict[str, Any]:
        return {"fieldName": self.display_name, "fieldType": self.element, "fieldElementId": self.element_id}


class FormPlace(NamedTuple):
    """Where a form stands.

    Attributes:
        element_id: the UUID of its element, which all the instances of a component share.
        component_id: the component that it is in; None outside of one.
        component_element_id: the instance of that component.
    """

    page_id: str
    page_name: str
    element_id: str
    component_id: str | None = None
    component_element_id: str | None = None


class ResponseSettings(NamedTuple):
    """What a visitor gets for a submission."""

    redirect_url: str = ""
    redirect_method: str | None = None
    redirect_action: str | None = None
    confirmation: bool = False

    def to_wire(self) -> dict[str, Any]:
        return {
            "redirectUrl": self.redirect_url,
            "redirectMethod": self.redirect_method,
            "redirectAction": self.redirect_action,
            "sendEmailConfirmation": self.confirmation,
        }


@dataclass(frozen=True, eq=False, slots=True)
class Form:
    """A form of a site.

    Attributes:
        domain_id: the id of the host name that it is served at.
        place: where it is in its site's list.
    """

    id: str
    site_id: str
    workspace_id: str
    domain_id: str
    display_name: str
    created: int
    updated: int
    fields: tuple[FormField, ...]
    stands: FormPlace
    settings: ResponseSettings
    place: int
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self._to_wire()))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    def _to_wire(self) -> dict[str, Any]:
        stands = self.stands
        component = {"componentId": stands.component_id, "componentElementId": stands.component_element_id}
        return {
            "id": self.id,
            "displayName": self.display_name,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.updated),
            "fields": {each.id: each.to_wire() for each in self.fields},
            "responseSettings": self.settings.to_wire(),
            "siteId": self.site_id,
            "siteDomainId": self.domain_id,
            "pageId": stands.page_id,
            "pageName": stands.page_name,
            "formElementId": stands.element_id,
            "workspaceId": self.workspace_id,
            **{key: value for key, value in component.items() if value is not None},
        }


@dataclass(frozen=True, eq=False, slots=True)
class Submission:
    """What was submitted with a form.

    Attributes:
        submitted: milliseconds since 1970.
        locale_id: the site's id of the locale it came from; None for the primary one.
        order: newest first; of two made at the same time, the higher id.
    """

    id: str
    form_id: str
    site_id: str
    submitted: int
    locale_id: str | None
    body: bytes
    order: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", -((self.submitted << _ID_BITS) + int(self.id, 16)))

    @property
    def response(self) -> dict[str, Any]:
        """The values by display name: a copy."""
        response: dict[str, Any] = loads(self.body)["formResponse"]
        return response

    def answering(self, response: dict[str, Any]) -> "Submission":
        """This submission with other values; itself where they are the same."""
        if response == self.response:
            return self
        return replace(self, body=dumps({**loads(self.body), "formResponse": js_numbers(response)}))


def make_submission(
    form: Form, submission_id: str, submitted: int, locale_id: str | None, response: dict[str, Any]
) -> Submission:
    """A submission of this form."""
    said = {
        "id": submission_id,
        "formId": form.id,
        "displayName": form.display_name,
        "siteId": form.site_id,
        "workspaceId": form.workspace_id,
        "dateSubmitted": iso(submitted),
        "formResponse": js_numbers(response),
        "localeId": locale_id,
    }
    return Submission(submission_id, form.id, form.site_id, submitted, locale_id, dumps(said))


FORMS = Table[Form](
    "form",
    key=lambda form: form.id,
    group=lambda form: form.site_id,
    missing="Requested resource not found: The form cannot be found",
)
SUBMISSIONS = Table[Submission](
    "form submission",
    key=lambda submission: submission.id,
    group=lambda submission: submission.form_id,
    missing="Requested resource not found: The form submission cannot be found",
)


def require_republished(reader: Reader, site_id: str) -> None:
    """Some calls need a site that was published since forms got their present form."""
    if reader.get(SITES, site_id).forms_require_republish:
        raise Refusal("forms_require_republish")


@dataclass(frozen=True, slots=True, eq=False)
class FormSubmitted(Event):
    """A visitor submitted a form."""

    trigger_type = "form_submission"
    form: Form
    submission: Submission

    @property
    def form_name(self) -> str:
        """The name that a webhook's filter is compared with."""
        return self.form.display_name

    def payload(self) -> dict[str, Any]:
        return {
            "name": self.form.display_name,
            "siteId": self.site_id,
            "data": self.submission.response,
            "schema": [each.to_webhook() for each in self.form.fields],
            "submittedAt": iso(self.submission.submitted),
            "id": self.submission.id,
            "formId": self.form.id,
            "formElementId": self.form.stands.element_id,
            "localeId": self.submission.locale_id,
        }
