/**
 * Webflow's official JavaScript client, unchanged, on the double: the endpoints of the guide, called in its order.
 * `GUIDE` lists the methods to call, as `collections.items.createItem`.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { called, client, ids, SITE } from "./double.mjs";

const { assets, collections, forms, inventory, orders, pages, products, sites, webhooks } = client;
const { items } = collections;
const [POST, ORDER, SUBMISSION] = [ids["journal/first-post"], "0f8-d21", ids["forms/contact/submissions/1"]];

const named = (name) => ({ fieldData: { name, slug: "" } });
const priced = (slug) => ({ fieldData: { name: slug, slug, price: { value: 2400, unit: "EUR" } } });

/** The id that calls of pages take for French. */
async function callSites() {
    assert.equal((await sites.list()).sites[0].id, SITE);
    const { locales } = await sites.get(SITE);
    assert.ok((await sites.publish(SITE, { publishToWebflowSubdomain: true })).publishToWebflowSubdomain);
    return locales.secondary[0].id;
}

async function callCollections() {
    const listed = (await collections.list(SITE)).collections;
    const { id } = await collections.get(listed.find((each) => each.slug === "journal").id);
    assert.equal((await items.listItems(id)).pagination.total, 14);
    const made = await items.createItem(id, named("Cone six"));
    const changes = { items: [{ id: made.id, fieldData: { name: "Cone seven" } }] };
    assert.equal((await items.updateItems(id, changes)).items[0].fieldData.name, "Cone seven");
    await items.deleteItems(id, { items: [{ id: POST }] });
    assert.deepEqual((await items.publishItem(id, { itemIds: [made.id] })).publishedItemIds, [made.id]);
    assert.equal((await items.createItemLive(id, named("Cone eight"))).isDraft, false);
}

async function callPages(localeId) {
    const { id } = (await pages.list(SITE)).pages.find((page) => page.slug === "contact");
    const [{ id: nodeId }] = (await pages.getContent(id)).nodes;
    const nodes = [{ nodeId, text: "<h1>Un mot ?</h1>" }];
    assert.deepEqual(await pages.updateStaticContent(id, { localeId, nodes }), { errors: [] });
}

async function callStore() {
    const [{ product: { id } }] = (await products.list(SITE)).items;
    assert.equal((await products.get(SITE, id)).product.id, id);
    const enumeration = ["One", "Two"].map((name) => ({ id: name, name, slug: name.toLowerCase() }));
    const skuProperties = [{ id: "count", name: "Count", enum: enumeration }];
    const product = { fieldData: { name: "Vase", slug: "vase", skuProperties } };
    const made = await products.create(SITE, { product, sku: priced("vase-one") });
    const second = priced("vase-two");
    second.fieldData.skuValues = { count: "Two" };
    assert.equal((await products.createSku(SITE, made.product.id, { skus: [second] })).skus.length, 1);
    assert.equal((await orders.list(SITE)).pagination.total, 10);
    assert.equal((await orders.get(SITE, ORDER)).status, "unfulfilled");
    assert.equal((await orders.updateFulfill(SITE, ORDER)).status, "fulfilled");
    assert.equal((await orders.refund(SITE, ORDER)).status, "refunded");
    const change = { inventoryType: "finite", updateQuantity: 6 };
    assert.equal((await inventory.update(ids.sku, ids["sku/cup-nine-fog"], change)).quantity, 40);
}

async function callTheRest() {
    const [{ id }] = (await forms.list(SITE)).forms;
    assert.ok((await sites.forms.listSubmissions(SITE, id)).formSubmissions.some((each) => each.id === SUBMISSION));
    const changed = await forms.updateSubmission(SUBMISSION, { formSubmissionData: { Source: "A fair" } });
    assert.equal(changed.formResponse.Source, "A fair");
    assert.equal((await assets.list(SITE)).pagination.total, 6);
    assert.ok((await assets.create(SITE, { fileName: "vase.png", fileHash: "0".repeat(32) })).uploadUrl);
    assert.ok(Array.isArray((await webhooks.list(SITE)).webhooks));
    const hook = { triggerType: "ecomm_new_order", url: "https://hooks.example.com/in" };
    assert.equal((await webhooks.create(SITE, hook)).triggerType, "ecomm_new_order");
}

test("every endpoint of the guide is called, in its order", async () => {
    const french = await callSites();
    await callCollections();
    await callPages(french);
    await callStore();
    await callTheRest();
    assert.deepEqual([...called], JSON.parse(process.env.GUIDE));
});
