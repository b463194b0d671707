/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for pages and components.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow, WebflowError } from "webflow-api";
import { client, ids, leftOut, notFound, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { components, pages, sites } = client;
const ABOUT = ids["pages/about"];
const CONTACT = ids["pages/contact"];
const BANNER = ids["components/banner"];
const LIBRARY = ids["components/cookie-note"];

async function french() {
    return (await sites.get(SITE)).locales.secondary[0].id;
}

test("pages are listed by page, in a locale", async () => {
    const listed = await pages.list(SITE, { limit: 2, offset: 1, localeId: await french() });
    assert.equal(listed.pages[0].title, "À propos");
    assert.deepEqual(listed.pages.map((page) => page.slug), ["about", "contact"]);
    assert.deepEqual([listed.pagination.limit, listed.pagination.offset], [2, 1]);
    await notFound(pages.list(UNKNOWN_ID));
});

test("a page is read with its search and social texts, in a locale", async () => {
    const page = await pages.getMetadata(ABOUT);
    assert.deepEqual([page.title, page.slug, page.siteId], ["About", "about", SITE]);
    assert.ok(page.createdOn instanceof Date);
    const translated = await pages.getMetadata(ABOUT, { localeId: await french() });
    assert.deepEqual([translated.title, translated.openGraph.titleCopied], ["À propos", true]);
    await notFound(pages.getMetadata(UNKNOWN_ID));
});

test("a page's settings are changed, and no two pages have one slug", async () => {
    const seo = { title: "Who we are", description: "Three people and a kiln." };
    const changed = await pages.updatePageSettings(ABOUT, { title: "Us", slug: "us", seo });
    assert.deepEqual([changed.title, changed.slug, changed.seo], ["Us", "us", seo]);
    assert.deepEqual(await pages.getMetadata(ABOUT), changed);
    const taken = pages.updatePageSettings(CONTACT, { slug: "us" });
    await refused(taken, Webflow.BadRequestError, 400, "validation_error");
    await notFound(pages.updatePageSettings(UNKNOWN_ID, { title: "Us" }));
});

test("each kind of node is read", async () => {
    const nodes = [...(await pages.getContent(CONTACT)).nodes, ...(await pages.getContent(ids["pages/home"])).nodes];
    const kinds = ["component-instance", "image", "search-button", "select", "submit-button", "text", "text-input"];
    assert.deepEqual([...new Set(nodes.map((node) => node.type))].sort(), kinds);
    const some = await pages.getContent(CONTACT, { limit: 2, offset: 1 });
    assert.deepEqual(some.nodes.map((node) => node.id), nodes.slice(1, 3).map((node) => node.id));
    await notFound(pages.getContent(UNKNOWN_ID));
});

test("nodes are written in a secondary locale, and not in the primary one", async () => {
    const localeId = await french();
    const nodes = [{ nodeId: ids["pages/contact/title"], text: "<h1>Un mot ?</h1>" }];
    assert.deepEqual(await pages.updateStaticContent(CONTACT, { localeId, nodes }), { errors: [] });
    assert.equal((await pages.getContent(CONTACT, { localeId })).nodes[0].text.text, "Un mot ?");
    const primary = pages.updateStaticContent(CONTACT, { localeId: (await sites.get(SITE)).locales.primary.id, nodes });
    await refused(primary, Webflow.BadRequestError, 400, "bad_request");
    const unknown = [{ nodeId: UNKNOWN_ID, text: "<p>Rien</p>" }];
    assert.equal((await pages.updateStaticContent(CONTACT, { localeId, nodes: unknown })).errors.length, 1);
});

test("components are listed with the one of a library", async () => {
    const listed = await components.list(SITE, { limit: 10 });
    assert.deepEqual(listed.components.map((each) => each.readonly), [false, false, true]);
    assert.equal(listed.pagination.total, 3);
});

test("a component's nodes are read, and written in a secondary locale", async () => {
    const localeId = await french();
    assert.equal((await components.getContent(SITE, BANNER)).nodes[0].text.text, "From the kiln");
    const nodes = [{ nodeId: ids["components/banner/eyebrow"], text: "<p>Tiède</p>" }];
    assert.deepEqual(await components.updateContent(SITE, BANNER, { localeId, nodes }), { errors: [] });
    assert.equal((await components.getContent(SITE, BANNER, { localeId })).nodes[0].text.text, "Tiède");
    await notFound(components.getContent(SITE, UNKNOWN_ID));
});

test("a component's properties are read, and written in a secondary locale", async () => {
    const localeId = await french();
    const [title] = (await components.getProperties(SITE, BANNER)).properties;
    assert.deepEqual([title.label, title.text.text], ["Title", "Made in small numbers"]);
    const properties = [{ propertyId: title.propertyId, text: "Sorti du four" }];
    assert.deepEqual(await components.updateProperties(SITE, BANNER, { localeId, properties }), { errors: [] });
    const [translated] = (await components.getProperties(SITE, BANNER, { localeId })).properties;
    assert.equal(translated.text.text, "Sorti du four");
});

test("a component of a library is a ForbiddenError, and a plain WebflowError for its properties", async () => {
    const localeId = await french();
    const nodes = [{ nodeId: ids["components/cookie-note/accept"], text: "<p>Bien</p>" }];
    const written = components.updateContent(SITE, LIBRARY, { localeId, nodes });
    await refused(written, Webflow.ForbiddenError, 403, "forbidden");
    const properties = [{ propertyId: ids["components/cookie-note/properties/note"], text: "Bien" }];
    await refused(components.updateProperties(SITE, LIBRARY, { localeId, properties }), WebflowError, 403, "forbidden");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("pages", "components"), []);
});
