/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for forms, in both of its
 * families.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import { client, control, ids, leftOut, notFound, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { forms, sites } = client;
const CONTACT = ids["forms/contact"];
const [FIRST, SECOND] = [1, 2].map((number) => ids[`forms/contact/submissions/${number}`]);

test("the forms of a site are listed, their fields by id", async () => {
    const listed = await forms.list(SITE, { limit: 2 });
    assert.deepEqual([listed.forms.length, listed.pagination.total], [2, 4]);
    const names = Object.values(listed.forms[0].fields).map((field) => field.displayName);
    assert.deepEqual(names, ["Name", "Email", "Message", "Source"]);
});

test("a list that waits for a publish is a ConflictError", async () => {
    const site = { displayName: "One", forms: [], formsRequireRepublish: true };
    await control("POST", "/reset", { seed: { mockflow: 1, sites: [site] } });
    const { sites: [{ id }] } = await sites.list();
    await refused(forms.list(id), Webflow.ConflictError, 409, "forms_require_republish");
    await control("POST", "/reset", { seed: "demo" });
});

test("a form is read", async () => {
    const form = await forms.get(CONTACT);
    assert.deepEqual([form.displayName, form.pageName, form.siteId], ["Contact", "Contact", SITE]);
    assert.equal(form.responseSettings.sendEmailConfirmation, true);
    await notFound(forms.get(UNKNOWN_ID));
});

test("the submissions of a form are listed, newest first, the same in both families", async () => {
    const listed = await forms.listSubmissions(CONTACT, { limit: 3, offset: 1 });
    assert.deepEqual(await sites.forms.listSubmissions(SITE, CONTACT, { limit: 3, offset: 1 }), listed);
    const times = listed.formSubmissions.map((each) => each.dateSubmitted.getTime());
    assert.deepEqual(times, times.toSorted((one, other) => other - one));
    assert.deepEqual([times.length, listed.pagination.total], [3, 5]);
});

test("the submissions of a site, or of forms that share an element, are listed, also by the older method", async () => {
    const all = await sites.forms.listSubmissionsBySite(SITE);
    assert.equal(all.pagination.total, 9);
    assert.deepEqual(await forms.listSubmissionsBySite(SITE), all);
    const elementId = (await forms.get(ids["forms/newsletter"])).formElementId;
    const shared = await sites.forms.listSubmissionsBySite(SITE, { elementId });
    assert.equal(shared.pagination.total, 3);
    assert.deepEqual(await forms.listSubmissionsBySite(SITE, { elementId }), shared);
});

test("a submission is read with its values by display name, the same in both families", async () => {
    const found = await forms.getSubmission(FIRST);
    assert.deepEqual(await sites.forms.getSubmission(SITE, FIRST), found);
    assert.deepEqual([found.formResponse.Name, found.formResponse.Source], ["Hanne", "Contact page"]);
    await notFound(forms.getSubmission(UNKNOWN_ID));
});

test("hidden fields of a submission are changed in either family; a visible one is a BadRequestError", async () => {
    const one = await forms.updateSubmission(FIRST, { formSubmissionData: { Source: "A" } });
    const other = await sites.forms.updateSubmission(SITE, FIRST, { formSubmissionData: { Source: "B" } });
    assert.deepEqual([one.formResponse.Source, other.formResponse.Source], ["A", "B"]);
    const visible = forms.updateSubmission(FIRST, { formSubmissionData: { Name: "C" } });
    await refused(visible, Webflow.BadRequestError, 400, "validation_error");
    assert.deepEqual(await forms.getSubmission(FIRST), other);
});

test("submissions are deleted in either family, and are a NotFoundError from then on", async () => {
    await forms.deleteSubmission(FIRST);
    await sites.forms.deleteSubmission(SITE, SECOND);
    assert.equal((await forms.listSubmissions(CONTACT)).pagination.total, 3);
    await notFound(forms.deleteSubmission(SECOND));
    await notFound(sites.forms.deleteSubmission(SITE, FIRST));
});

test("a visitor's submission is read at once", async () => {
    const data = { Name: "Zoë", Email: "zoe@example.com" };
    const { id } = await control("POST", "/simulate/form-submission", { formId: CONTACT, data });
    const [newest] = (await forms.listSubmissions(CONTACT)).formSubmissions;
    assert.deepEqual([newest.id, newest.formResponse.Name], [id, "Zoë"]);
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("forms", "sites.forms"), []);
});
