"""Planting forms and what was submitted with them."""

import re
from typing import Any

from mockflow.domain.form_values import completed, expected_instead, names_of
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form, FormField, FormPlace, ResponseSettings, make_submission
from mockflow.domain.slugs import slugify

from .plant_ground import Ground, page_id_of
from .seed_members import BASE_TIME

_MINUTE = 60_000
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def plant_forms(ground: Ground, content: dict[str, Any]) -> None:
    """The site's forms in the order of the document."""
    for at, form in enumerate(content["forms"]):
        _Planter(ground, f"{ground.path}.forms[{at}]", form).plant(at)


class _Planter:
    """One form of a seed."""

    def __init__(self, ground: Ground, path: str, content: dict[str, Any]) -> None:
        self.ground = ground
        self.path = path
        self.content = content
        self.seed_path = f"{ground.prefix}forms/{content.get('slug') or slugify(content['display_name'], 'form')}"

    def plant(self, at: int) -> None:
        content, site = self.content, self.ground.site
        created = content.get("created", site.created)
        settings = content["settings"]
        form = Form(
            id=self.ground.name(self.path, self.seed_path, content.get("id") or self.ground.derive.id(self.seed_path)),
            site_id=site.id,
            workspace_id=site.workspace_id,
            domain_id=site.domains[0].id if site.domains else self.ground.derive.id(f"domains/{site.subdomain}"),
            display_name=content["display_name"],
            created=created,
            updated=content.get("updated", created),
            fields=self._fields(),
            stands=FormPlace(
                page_id=content.get("page_id") or page_id_of(self.ground, content["page"]),
                page_name=content.get("page_name", content["page"].replace("-", " ").capitalize()),
                element_id=self._uuid("formElementId", content.get("element_id"))
                or self.ground.derive.uuid(self.seed_path),
                component_id=self._uuid("componentId", content.get("component_id")),
                component_element_id=self._uuid("componentElementId", content.get("component_element_id")),
            ),
            settings=ResponseSettings(**settings) if settings else ResponseSettings(),
            place=at,
        )
        self.ground.tx.put(FORMS, form)
        for number, submission in enumerate(content["submissions"]):
            self._submission(form, number, submission)

    def _uuid(self, key: str, given: str | None) -> str | None:
        if given is not None and not _UUID.fullmatch(given.lower()):
            self.ground.wrong(f"{self.path}.{key}", "a UUID", given)
        return given and given.lower()

    def _fields(self) -> tuple[FormField, ...]:
        made: dict[str, FormField] = {}
        taken: set[str] = set()
        for at, content in enumerate(self.content["fields_"]):
            path, name = f"{self.path}.fields[{at}]", content["display_name"]
            field = self._field(content)
            if name.casefold() in made:
                self.ground.wrong(path, "a displayName that no other field of the form has, in any case", name)
            if field.id in taken:
                self.ground.wrong(path, "an id that no other field of the form has", field.id)
            if not name.strip():
                self.ground.wrong(f"{path}.displayName", "a name", repr(name))
            self._check_default(path, field)
            taken.add(field.id)
            made.setdefault(name.casefold(), field)
        return tuple(made.values())

    def _field(self, content: dict[str, Any]) -> FormField:
        name = content["display_name"]
        path = f"{self.seed_path}/fields/{name}"
        return FormField(
            id=content.get("id") or self.ground.derive.id(path),
            display_name=name,
            type=content["type"],
            element=content.get("element", "FormRadioInput" if content["options"] else "FormTextInput"),
            element_id=self._uuid("fields.elementId", content.get("element_id")) or self.ground.derive.uuid(path),
            placeholder=content["placeholder"],
            hidden=not content["user_visible"],
            required=content["required"],
            default=content["default"],
            options=tuple(content["options"]),
        )

    def _check_default(self, path: str, field: FormField) -> None:
        if field.default != "" and not field.hidden:
            self.ground.wrong(f"{path}.default", "none for a field that visitors see", field.default)
        elif field.hidden and (field.required or field.element == "FormCheckboxInput"):
            self.ground.wrong(path, "a hidden field that is neither required nor a checkbox", field.display_name)
        elif expected := expected_instead(field, field.default) if field.hidden else None:
            self.ground.wrong(f"{path}.default", expected, field.default)

    def _submission(self, form: Form, at: int, content: dict[str, Any]) -> None:
        path, seed_path = f"{self.path}.submissions[{at}]", f"{self.seed_path}/submissions/{at + 1}"
        submission_id = self.ground.name(path, seed_path, content.get("id") or self.ground.derive.id(seed_path))
        known = {field.display_name: field for field in form.fields}
        for name, value in content["response"].items():
            if name not in known:
                self.ground.wrong(f"{path}.formResponse", f"one of the fields {names_of(form.fields)}", name)
            elif expected := expected_instead(known[name], value):
                self.ground.wrong(f"{path}.formResponse.{name}", expected, value)
            else:
                continue
            return
        submitted = content.get("submitted", BASE_TIME + at * _MINUTE)
        values = completed(form, content["response"])
        locale_id = self._locale_id(path, content.get("locale"))
        submission = make_submission(form, submission_id, submitted, locale_id, values)
        for name in content["changed"].keys() - known.keys():
            self.ground.wrong(f"{path}.changedTo", f"one of the fields {names_of(form.fields)}", name)
        self.ground.tx.put(SUBMISSIONS, submission.answering({**submission.response, **content["changed"]}))

    def _locale_id(self, path: str, tag: str | None) -> str | None:
        """The site's id of a further locale; None for the primary one."""
        primary, *others = self.ground.site.locales
        by_tag = {locale.tag: locale.id for locale in others}
        if tag is None or tag == primary.tag:
            return None
        if tag not in by_tag:
            self.ground.wrong(f"{path}.locale", f"one of the locales {', '.join([primary.tag, *by_tag])}", tag)
        return by_tag.get(tag)
