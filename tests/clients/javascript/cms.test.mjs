/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for the CMS.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow, WebflowError } from "webflow-api";
import * as double from "./double.mjs";

const { client, connect, control, ids, journal, leftOut, notFound, ONCE, refused, SITE, UNKNOWN_ID } = double;
const JOURNAL = ids.journal;
const EN = ids["locales/en"];
const FR = ids["locales/fr"];
const PUBLISHED = ids["journal/first-post"];
const DRAFT = ids["journal/night-firing"];

const { collections } = client;
const { fields, items } = collections;

const NEVER = undefined; // what the client makes of the null in `lastPublished`
/** The client's type of what creating answers has one item, where several are answered for several. */
const assertSeveral = () => assert.deepEqual(double.takeMismatches(), ['response: Missing required key "fieldData"']);

const named = (name) => ({ fieldData: { name, slug: "" } });
const namesOf = (list) => list.items.map((item) => item.fieldData.name);

// --- Collections -----------------------------------------------------------------------------------------------------

test("collections are listed, and one is read with its fields", async () => {
    const listed = (await collections.list(SITE)).collections;
    assert.equal(listed.find((each) => each.slug === "journal").id, JOURNAL);
    const read = await collections.get(JOURNAL);
    assert.equal(read.displayName, "Journal");
    assert.equal(read.createdOn.toISOString(), "2025-03-03T09:00:00.000Z");
    assert.equal(read.fields.length, 13);
});

test("a collection is created with its fields, takes items, and is deleted", async () => {
    const idsOf = (list) => list.collections.map((each) => each.id);
    const before = idsOf(await collections.list(SITE));
    const made = await collections.create(SITE, {
        displayName: "Kilns",
        singularName: "Kiln",
        fields: [
            { type: "PlainText", displayName: "Maker", isRequired: true, helpText: "Who built it" },
            { type: "Option", displayName: "Fuel", metadata: { options: [{ name: "Gas" }, { name: "Wood" }] } },
            { type: "Reference", displayName: "Seen in", metadata: { collectionId: JOURNAL } },
        ],
    });
    assert.equal(made.slug, "kiln");
    const bySlug = Object.fromEntries(made.fields.map((field) => [field.slug, field]));
    assert.deepEqual(Object.keys(bySlug).sort(), ["fuel", "maker", "name", "seen-in", "slug"]);
    assert.deepEqual([bySlug.maker.isRequired, bySlug.maker.helpText], [true, "Who built it"]);
    assert.deepEqual(bySlug.fuel.validations.options.map((option) => option.name), ["Gas", "Wood"]);
    assert.equal(bySlug["seen-in"].validations.collectionId, JOURNAL);

    const [gas] = bySlug.fuel.validations.options;
    const fieldData = { name: "Old oven", slug: "", maker: "Unknown", fuel: gas.id, "seen-in": PUBLISHED };
    const item = await items.createItem(made.id, { fieldData });
    assert.deepEqual(item.fieldData, { ...fieldData, slug: "old-oven" });

    assert.deepEqual(await collections.get(made.id), made);
    assert.deepEqual(idsOf(await collections.list(SITE)).toSorted(), [...before, made.id].toSorted());
    await collections.delete(made.id);
    await notFound(collections.get(made.id));
    assert.deepEqual(idsOf(await collections.list(SITE)), before);
});

test("a collection whose name is taken is a ConflictError", async () => {
    const again = collections.create(SITE, { displayName: "Journal", singularName: "Entry" });
    await refused(again, Webflow.ConflictError, 409, "duplicate_collection");
});

// --- Fields ----------------------------------------------------------------------------------------------------------

test("a field is created, renamed without a new slug, and deleted with its values", async () => {
    const made = await fields.create(JOURNAL, { type: "PlainText", displayName: "Photo credit" });
    assert.deepEqual([made.type, made.slug, made.isRequired], ["PlainText", "photo-credit", false]);
    const changed = await fields.update(JOURNAL, made.id, { displayName: "Credit", helpText: "Who took it" });
    assert.deepEqual([changed.displayName, changed.slug, changed.helpText], ["Credit", "photo-credit", "Who took it"]);

    await items.updateItem(JOURNAL, PUBLISHED, { fieldData: { "photo-credit": "Ada" } });
    assert.equal((await items.getItem(JOURNAL, PUBLISHED)).fieldData["photo-credit"], "Ada");
    await fields.delete(JOURNAL, made.id);
    assert.equal("photo-credit" in (await items.getItem(JOURNAL, PUBLISHED)).fieldData, false);
    await notFound(fields.delete(JOURNAL, made.id));
});

test("a field's options are sent as metadata, and a second slug of a name is numbered", async () => {
    const metadata = { options: [{ name: "Matt" }, { name: "Gloss" }] };
    const option = await fields.create(JOURNAL, { type: "Option", displayName: "Mood", metadata });
    assert.equal(option.slug, "mood-2");
    assert.deepEqual(option.metadata.options.map((each) => each.name), ["Matt", "Gloss"]);
    const { validations } = (await collections.get(JOURNAL)).fields.find((field) => field.id === option.id);
    assert.deepEqual(validations.options.map((each) => each.name), ["Matt", "Gloss"]);
});

// --- Items, staged ---------------------------------------------------------------------------------------------------

test("items are listed by page, order, name, slug, time of publishing and locale", async () => {
    const page = await items.listItems(JOURNAL, { limit: 5, offset: 10, sortBy: "name", sortOrder: "asc" });
    assert.deepEqual(page.pagination, { limit: 5, offset: 10, total: 14 });
    assert.equal(page.items.length, 4);
    assert.deepEqual(namesOf(page), namesOf(page).toSorted());
    assert.deepEqual(namesOf(await items.listItems(JOURNAL, { slug: "first-post" })), ["We lit the kiln"]);
    assert.equal((await items.listItems(JOURNAL, { name: "We lit the kiln" })).items[0].id, PUBLISHED);
    const lastPublished = { gte: new Date("2025-03-12T00:00:00Z"), lte: new Date("2025-03-13T00:00:00Z") };
    assert.deepEqual(namesOf(await items.listItems(JOURNAL, { lastPublished })), ["We lit the kiln"]);
    const both = await items.listItems(JOURNAL, { slug: "first-post", cmsLocaleId: `${EN},${FR}` });
    assert.deepEqual(namesOf(both).toSorted(), ["Nous avons allumé le four", "We lit the kiln"]);
});

test("an item is created as a draft, read, changed and deleted", async () => {
    const made = await items.createItem(JOURNAL, named("Hello"));
    assert.deepEqual([made.isDraft, made.fieldData.slug, made.lastPublished], [true, "hello", NEVER]);
    assert.deepEqual(await items.getItem(JOURNAL, made.id), made);
    const changed = await items.updateItem(JOURNAL, made.id, { isDraft: false, fieldData: { name: "Again" } });
    assert.deepEqual([changed.isDraft, changed.fieldData.name, changed.fieldData.slug], [false, "Again", "hello"]);
    await items.deleteItem(JOURNAL, made.id);
    await notFound(items.getItem(JOURNAL, made.id));
});

test("several items are created in one call, which the client hands on as they came", async () => {
    const made = await items.createItem(JOURNAL, { items: [named("One"), { ...named("Two"), isDraft: false }] });
    assert.deepEqual(made.items.map((item) => [item.fieldData.slug, item.isDraft]), [["one", true], ["two", false]]);
    assertSeveral();
});

test("a hundred items are created in one call, and 101 are refused without a trace", async () => {
    const many = (count) => ({ items: Array.from({ length: count }, (_, number) => named(`Item ${number}`)) });
    await refused(items.createItem(JOURNAL, many(101)), Webflow.BadRequestError, 400, "validation_error");
    assert.equal((await items.listItems(JOURNAL)).pagination.total, 14);
    assert.equal((await items.createItem(JOURNAL, many(100))).items.length, 100);
    assertSeveral();
    assert.equal((await items.listItems(JOURNAL)).pagination.total, 114);
});

test("items created over locales share an id and a slug from one locale to the next", async () => {
    const fieldData = [{ name: "One", slug: "one" }, { name: "Two", slug: "two" }];
    const made = await items.createItems(JOURNAL, { cmsLocaleIds: [EN, FR], isDraft: false, fieldData });
    const rows = made.items.map((item) => [item.fieldData.slug, item.cmsLocaleId, item.isDraft]);
    assert.deepEqual(rows, [["one", EN, false], ["one", FR, false], ["two", EN, false], ["two", FR, false]]);
    const [one, , two] = made.items.map((item) => item.id);
    assert.deepEqual(made.items.map((item) => item.id), [one, one, two, two]);
    assert.notEqual(one, two);

    const primary = await items.createItems(JOURNAL, { fieldData: { name: "Three", slug: "three" } });
    assert.deepEqual(primary.items.map((item) => [item.cmsLocaleId, item.isDraft]), [[EN, true]]);
});

test("over locales it is the variants that are counted: 51 items in two locales are refused", async () => {
    const fieldData = Array.from({ length: 51 }, (_, number) => ({ name: `Item ${number}`, slug: `item-${number}` }));
    const call = items.createItems(JOURNAL, { cmsLocaleIds: [EN, FR], fieldData });
    await refused(call, Webflow.BadRequestError, 400, "validation_error");
    assert.equal((await items.listItems(JOURNAL)).pagination.total, 14);
});

test("the variants of an item are read, changed and deleted each for itself", async () => {
    const changed = await items.updateItems(JOURNAL, {
        items: [
            { id: PUBLISHED, fieldData: { name: "Lit" } },
            { id: PUBLISHED, cmsLocaleId: FR, fieldData: { name: "Allumé" } },
        ],
    });
    assert.deepEqual(namesOf(changed), ["Lit", "Allumé"]);
    const french = () => items.getItem(JOURNAL, PUBLISHED, { cmsLocaleId: FR });
    assert.equal((await french()).fieldData.name, "Allumé");
    await items.deleteItem(JOURNAL, PUBLISHED, { cmsLocaleId: FR });
    await notFound(french());
    assert.equal((await items.getItem(JOURNAL, PUBLISHED)).fieldData.name, "Lit");
});

test("several items are deleted in one call, in the locales that it names", async () => {
    await items.deleteItems(JOURNAL, { items: [{ id: DRAFT }, { id: PUBLISHED, cmsLocaleIds: [FR] }] });
    const left = (await items.listItems(JOURNAL, { cmsLocaleId: `${EN},${FR}` })).items;
    assert.deepEqual(left.filter((item) => item.id === DRAFT && item.cmsLocaleId === EN), []);
    assert.deepEqual(left.filter((item) => item.id === PUBLISHED).map((item) => item.cmsLocaleId), [EN]);
});

// --- Publishing ------------------------------------------------------------------------------------------------------

test("items are published by id, and those that cannot be are named in an answer that is no error", async () => {
    const { id } = await items.createItem(JOURNAL, named("Hello"));
    const said = await items.publishItem(JOURNAL, { itemIds: [id, UNKNOWN_ID] });
    assert.deepEqual(said, { publishedItemIds: [id], errors: [`Staging item ID ${UNKNOWN_ID} not found.`] });
    const live = await items.getItemLive(JOURNAL, id);
    assert.deepEqual([live.fieldData.name, live.isDraft], ["Hello", false]);
    assert.equal(live.lastPublished, live.lastUpdated);
});

test("items are published in the locales that are named", async () => {
    const { items: [{ id }] } = await items.createItems(JOURNAL, {
        cmsLocaleIds: [EN, FR],
        fieldData: { name: "Hello", slug: "hello" },
    });
    const said = await items.publishItem(JOURNAL, { items: [{ id, cmsLocaleIds: [FR] }] });
    assert.deepEqual(said, { publishedItemIds: [id], errors: [] });
    assert.equal((await items.getItemLive(JOURNAL, id, { cmsLocaleId: FR })).cmsLocaleId, FR);
    await notFound(items.getItemLive(JOURNAL, id));
});

// --- Items, live -----------------------------------------------------------------------------------------------------

test("live items are listed and read as the site shows them, whatever is staged", async () => {
    await items.updateItem(JOURNAL, PUBLISHED, { fieldData: { name: "Not yet" } });
    assert.equal((await items.getItemLive(JOURNAL, PUBLISHED)).fieldData.name, "We lit the kiln");
    const page = await items.listItemsLive(JOURNAL, { slug: "first-post", cmsLocaleId: `${EN},${FR}`, limit: 10 });
    assert.deepEqual(page.pagination, { limit: 10, offset: 0, total: 2 });
    assert.deepEqual(namesOf(page).toSorted(), ["Nous avons allumé le four", "We lit the kiln"]);
});

test("items are created live, one or several", async () => {
    const one = await items.createItemLive(JOURNAL, named("Hello"));
    assert.deepEqual([one.isDraft, one.lastPublished], [false, one.createdOn]);
    const several = await items.createItemLive(JOURNAL, { items: [named("One"), named("Two")] });
    assert.deepEqual(namesOf(several), ["One", "Two"]);
    assertSeveral();
    for (const { id, fieldData } of [one, ...several.items]) {
        assert.deepEqual((await items.getItemLive(JOURNAL, id)).fieldData, fieldData);
    }
});

test("a live item is changed on the site and staged at once, one or several", async () => {
    const changed = await items.updateItemLive(JOURNAL, PUBLISHED, { fieldData: { name: "Lit" } });
    assert.equal(changed.lastPublished, changed.lastUpdated);
    for (const read of [items.getItem, items.getItemLive]) {
        assert.equal((await read(JOURNAL, PUBLISHED)).fieldData.name, "Lit");
    }
    const several = await items.updateItemsLive(JOURNAL, {
        items: [
            { id: PUBLISHED, fieldData: { name: "Lit again" } },
            { id: PUBLISHED, cmsLocaleId: FR, fieldData: { name: "Allumé" } },
        ],
    });
    assert.deepEqual(namesOf(several), ["Lit again", "Allumé"]);
    assert.equal((await items.getItemLive(JOURNAL, PUBLISHED, { cmsLocaleId: FR })).fieldData.name, "Allumé");
});

test("an item that was never published cannot be changed live, nor can others in the same call", async () => {
    const draft = { id: (await items.createItem(JOURNAL, named("Hello"))).id, fieldData: { name: "Live" } };
    const alone = items.updateItemLive(JOURNAL, draft.id, { fieldData: draft.fieldData });
    await refused(alone, Webflow.ConflictError, 409, "conflict");
    const together = items.updateItemsLive(JOURNAL, { items: [{ id: PUBLISHED, fieldData: { name: "Lit" } }, draft] });
    await refused(together, Webflow.ConflictError, 409, "conflict");
    assert.equal((await items.getItemLive(JOURNAL, PUBLISHED)).fieldData.name, "We lit the kiln");
});

test("an unpublished item leaves the site and stays as a draft; it cannot be unpublished again", async () => {
    await items.deleteItemLive(JOURNAL, PUBLISHED);
    await notFound(items.getItemLive(JOURNAL, PUBLISHED));
    const staged = await items.getItem(JOURNAL, PUBLISHED);
    assert.deepEqual([staged.isDraft, staged.lastPublished], [true, NEVER]);
    await notFound(items.deleteItemLive(JOURNAL, PUBLISHED));
    assert.equal((await items.getItemLive(JOURNAL, PUBLISHED, { cmsLocaleId: FR })).id, PUBLISHED);
});

test("several items are unpublished in one call, in the locales that it names", async () => {
    await items.deleteItemsLive(JOURNAL, { items: [{ id: PUBLISHED, cmsLocaleIds: [EN, FR] }] });
    const left = await items.listItemsLive(JOURNAL, { slug: "first-post", cmsLocaleId: `${EN},${FR}` });
    assert.deepEqual(left.items, []);
    assert.equal((await items.getItem(JOURNAL, PUBLISHED, { cmsLocaleId: FR })).isDraft, true);
});

// --- Errors ----------------------------------------------------------------------------------------------------------

test("a shape and a value that are wrong are a BadRequestError, each in its dialect", async () => {
    const unnamed = items.createItems(JOURNAL, { fieldData: { slug: "hello" } });
    await assert.rejects(unnamed, /Missing required key "name"/, "the client itself insists on a name");
    const locale = items.updateItem(JOURNAL, PUBLISHED, { cmsLocaleId: null, fieldData: { name: "Hello" } });
    const shape = await refused(locale, Webflow.BadRequestError, 400, "validation_error");
    assert.equal(shape.message, `Validation Error: ["Value (cmsLocaleId)'s type should be string"]`);
    assert.deepEqual(shape.details, []);
    const unknown = items.createItem(JOURNAL, { fieldData: { name: "Hello", slug: "", capacity: 3 } });
    const value = await refused(unknown, Webflow.BadRequestError, 400, "validation_error");
    assert.equal(value.message, "Validation Error");
    assert.deepEqual(value.details, [
        { param: "capacity", description: "Field not described in schema: undefined" },
    ]);
});

test("a token that is none is an UnauthorizedError, and an id that is none a NotFoundError", async () => {
    await refused(connect("nobody").collections.list(SITE), Webflow.UnauthorizedError, 401, "not_authorized");
    await notFound(collections.list(UNKNOWN_ID));
    await notFound(items.publishItem(UNKNOWN_ID, { itemIds: [] }));
});

test("what the client has no class for is its plain WebflowError: a scope that is missing", async () => {
    const reader = connect(await double.newToken(["cms:read"])).collections;
    assert.equal((await reader.get(JOURNAL)).id, JOURNAL);
    const body = await refused(reader.items.createItem(JOURNAL, named("Hello")), WebflowError, 403, "missing_scopes");
    assert.equal(body.message, "OAuthForbidden: You are missing the following scopes - 'cms:write'");
});

// --- The rate limit --------------------------------------------------------------------------------------------------

const MINUTE = 60_000;
const RETRYING = { timeoutInSeconds: 7 }; // otherwise 60: so a wait of a minute is one between two tries

/** A world whose clock stands still, with the 60 calls of its minute made. */
async function useUpTheMinute() {
    await control("POST", "/reset", { plan: "starter", clock: "2026-01-15T12:00:00Z" });
    for (let number = 0; number < 60; number += 1) {
        await collections.get(JOURNAL, ONCE);
    }
    await control("DELETE", "/requests");
}

/** From here on this process's time stands still until it is ticked; how often a wait was begun, by its length. */
function holdTime(t) {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const setTimeout = t.mock.method(globalThis, "setTimeout");
    return (length) => setTimeout.mock.calls.filter((call) => call.arguments[1] === length).length;
}

/** Let the network and the client go on until this holds; `setImmediate` is not held. */
async function until(condition) {
    const deadline = performance.now() + 5_000;
    while (!condition()) {
        assert.ok(performance.now() < deadline, `expected within 5 s: ${condition}`);
        await new Promise((resolve) => setImmediate(resolve));
    }
}

const statuses = async () => (await journal()).map((call) => call.status);

test("the call above the limit is a TooManyRequestsError with a Retry-After of 60 s", async () => {
    await useUpTheMinute();
    const { rawResponse } = await collections.get(JOURNAL, ONCE).catch((error) => error);
    assert.equal(rawResponse.headers.get("Retry-After"), "60");
    assert.equal(rawResponse.headers.get("X-RateLimit-Remaining"), "0");
    await refused(collections.get(JOURNAL, ONCE), Webflow.TooManyRequestsError, 429, "too_many_requests");
});

test("the client waits those 60 s and not a moment less, and then its call is answered", async (t) => {
    await useUpTheMinute();
    const begun = holdTime(t);
    const call = items.createItem(JOURNAL, named("Patient"), RETRYING);
    await until(() => begun(MINUTE) === 1);

    await control("POST", "/clock/advance", { seconds: 60 });
    t.mock.timers.tick(MINUTE - 1);
    assert.deepEqual(await statuses(), [429]);
    t.mock.timers.tick(1);
    assert.equal((await call).fieldData.name, "Patient");
    assert.deepEqual(await statuses(), [429, 202]);
});

test("the client gives up after two such waits where the minute does not pass", async (t) => {
    await useUpTheMinute();
    const begun = holdTime(t);
    const call = collections.get(JOURNAL, RETRYING);
    const refusal = refused(call, Webflow.TooManyRequestsError, 429, "too_many_requests");
    await until(() => begun(MINUTE) === 1);
    t.mock.timers.tick(MINUTE);
    await until(() => begun(MINUTE) === 2);
    t.mock.timers.tick(MINUTE);
    await refusal;
    assert.deepEqual(await statuses(), [429, 429, 429]);
});

// --- Completeness ----------------------------------------------------------------------------------------------------

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("collections", "collections.fields", "collections.items"), []);
});
