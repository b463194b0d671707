/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for a store, that is for
 * products, inventory, orders and settings.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import * as double from "./double.mjs";

const { client, connect, ids, leftOut, notFound, ONCE, refused, SITE, UNKNOWN_ID } = double;
const { ecommerce, inventory, orders, products } = client;
const SKUS = ids.sku;
const CUP = ids["sku/cup-nine-fog"];
const CLOCK = ids["product/paper-clock"];
const [PENDING, STRIPE, PAYPAL, REFUNDED] = ["9ae-048", "0f8-d21", "b72-3ce", "4d1-ab9"];

const conflict = (call, code = "conflict") => refused(call, Webflow.ConflictError, 409, code);
const invalid = (call) => refused(call, Webflow.BadRequestError, 400, "validation_error");

const SIZES = [
    { id: "small", name: "Small", slug: "small" },
    { id: "large", name: "Large", slug: "large" },
];
const VASE = { fieldData: { name: "Vase", slug: "vase", skuProperties: [{ id: "size", name: "Size", enum: SIZES }] } };

const sku = (slug, value = 2400, more = {}) => ({
    fieldData: { name: `Vase, ${slug}`, slug, price: { value, unit: "EUR" }, ...more },
});

const makeVase = () => products.create(SITE, { product: VASE, sku: sku("small") });

// --- Products --------------------------------------------------------------------------------------------------------

test("products are listed with their SKUs, by page", async () => {
    const { items, pagination } = await products.list(SITE, { limit: 3, offset: 2 });
    assert.deepEqual(pagination, { limit: 3, offset: 2, total: 7 });
    assert.equal(items.length, 3);
    const { items: all } = await products.list(SITE);
    assert.deepEqual(all.slice(2, 5), items);
    const cup = all.find((each) => each.product.id === ids["product/cup-nine"]);
    assert.equal(cup.skus.find((each) => each.id === CUP).fieldData.price.unit, "EUR");
});

test("a product is created with its first SKU, and read; a slug that is taken is a BadRequestError", async () => {
    const made = await makeVase();
    assert.equal(made.product.fieldData.defaultSku, made.skus[0].id);
    assert.deepEqual(made.skus[0].fieldData.skuValues, { size: "small" });
    assert.deepEqual(await products.get(SITE, made.product.id), made);
    await invalid(makeVase());
    await notFound(products.get(SITE, UNKNOWN_ID));
});

test("a product is changed and published", async () => {
    const changes = { fieldData: { name: "Paper clock again", slug: "paper-clock" }, isArchived: false };
    const changed = await products.update(SITE, CLOCK, { product: changes, publishStatus: "live" });
    assert.deepEqual([changed.id, changed.fieldData.name, changed.isArchived], [CLOCK, "Paper clock again", false]);
    assert.notEqual(changed.lastPublished, undefined);
    await notFound(products.update(SITE, UNKNOWN_ID, { product: changes }));
});

test("a SKU is added for another combination of values; one that is taken is a ConflictError", async () => {
    const { product } = await makeVase();
    const large = (slug) => ({ skus: [sku(slug, 3600, { skuValues: { size: "large" } })] });
    const { skus } = await products.createSku(SITE, product.id, large("large"));
    assert.deepEqual(skus.map((each) => [each.fieldData.slug, each.fieldData.price.value]), [["large", 3600]]);
    await conflict(products.createSku(SITE, product.id, large("huge"), ONCE));
    assert.equal((await products.get(SITE, product.id)).skus.length, 2);
});

test("a SKU gets another price", async () => {
    const made = await makeVase();
    const where = [SITE, made.product.id, made.skus[0].id];
    const changed = await products.updateSku(...where, { sku: sku("small", 1900) });
    assert.deepEqual([changed.id, changed.fieldData.price.value], [made.skus[0].id, 1900]);
    await notFound(products.updateSku(SITE, made.product.id, UNKNOWN_ID, { sku: sku("small") }));
});

test("the client has a SKU's main image as text: it hands on the image that is answered", async () => {
    const made = await makeVase();
    const where = [SITE, made.product.id, made.skus[0].id];
    const mainImage = "https://images.example.com/vase.png";
    const changed = await products.updateSku(...where, { sku: sku("small", 2400, { mainImage }) });
    const [mismatch, ...others] = double.takeMismatches();
    assert.match(mismatch, /fieldData\.main-image: Expected string\. Received object/);
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(changed.fieldData["main-image"]), ["fileId", "url", "alt"]);
});

// --- Inventory and settings ------------------------------------------------------------------------------------------

test("a stock is read, set and added to; less than nothing is a BadRequestError", async () => {
    const stock = await inventory.list(SKUS, CUP);
    assert.deepEqual(stock, { id: CUP, quantity: 34, inventoryType: "finite" });
    const quantityAfter = async (change) => (await inventory.update(SKUS, CUP, change)).quantity;
    assert.equal(await quantityAfter({ inventoryType: "finite", quantity: 30 }), 30);
    assert.equal(await quantityAfter({ inventoryType: "finite", updateQuantity: -4 }), 26);
    await invalid(inventory.update(SKUS, CUP, { inventoryType: "finite", updateQuantity: -27 }));
    assert.equal((await inventory.list(SKUS, CUP)).quantity, 26);
    await notFound(inventory.list(SKUS, UNKNOWN_ID));
});

test("a store's settings are read", async () => {
    const settings = await ecommerce.getSettings(SITE);
    assert.deepEqual([settings.siteId, settings.defaultCurrency], [SITE, "EUR"]);
    assert.equal(settings.createdOn.toISOString(), "2025-04-14T08:00:00.000Z");
});

// --- Orders ----------------------------------------------------------------------------------------------------------

test("orders of every status are listed, newest first, or those of one status", async () => {
    const all = (await orders.list(SITE)).orders;
    const statuses = ["dispute-lost", "disputed", "fulfilled", "pending", "refunded", "unfulfilled"];
    assert.deepEqual([...new Set(all.map((order) => order.status))].sort(), statuses);
    const times = all.map((order) => order.acceptedOn.getTime());
    assert.deepEqual(times, times.toSorted((one, other) => other - one));
    const page = await orders.list(SITE, { status: "refunded", limit: 1, offset: 1 });
    assert.deepEqual([page.orders.map((order) => order.orderId), page.pagination.total], [["8d4-c07"], 2]);
    await invalid(orders.list(SITE, { status: "lost" }));
});

test("an order is read with its money, its addresses and its card", async () => {
    const order = await orders.get(SITE, "e09-b42");
    assert.deepEqual([order.customerPaid.value, order.customerPaid.unit], ["16550", "EUR"]);
    assert.deepEqual(order.allAddresses.map((each) => each.type), ["billing", "shipping"]);
    assert.deepEqual([order.stripeCard.last4, order.disputeLastStatus], ["0005", "under_review"]);
    assert.equal(order.purchasedItems[0].variantId, ids["sku/paper-shade-stairwell"]);
    await notFound(orders.get(SITE, "000-000"));
});

test("the shop's notes on an order are changed", async () => {
    const notes = {
        comment: "Ring hard.",
        shippingProvider: "Lowland Parcels",
        shippingTracking: "LP-2026-1",
        shippingTrackingUrl: "https://parcels.example/LP-2026-1",
    };
    const changed = await orders.update(SITE, STRIPE, notes);
    assert.deepEqual(Object.fromEntries(Object.keys(notes).map((key) => [key, changed[key]])), notes);
    const again = await orders.update(SITE, STRIPE, { comment: "She came herself." });
    assert.deepEqual([again.comment, again.shippingTracking], ["She came herself.", "LP-2026-1"]);
});

test("an order is fulfilled and opened again; where its status forbids that, it is a ConflictError", async () => {
    const done = await orders.updateFulfill(SITE, STRIPE, { sendOrderFulfilledEmail: true });
    assert.equal(done.status, "fulfilled");
    assert.ok(done.fulfilledOn instanceof Date);
    const opened = await orders.updateUnfulfill(SITE, STRIPE);
    assert.deepEqual([opened.status, opened.fulfilledOn], ["unfulfilled", undefined]);
    await conflict(orders.updateFulfill(SITE, PENDING, {}, ONCE));
    await conflict(orders.updateUnfulfill(SITE, REFUNDED, ONCE));
});

test("an order is refunded once, and a second refund is a ConflictError that changes nothing", async () => {
    for (const [orderId, details] of [[STRIPE, "stripeDetails"], [PAYPAL, "paypalDetails"]]) {
        const refunded = await orders.refund(SITE, orderId, { reason: "requested" });
        assert.deepEqual([refunded.status, refunded[details].refundReason], ["refunded", "requested"]);
        await conflict(orders.refund(SITE, orderId));
        assert.deepEqual(await orders.get(SITE, orderId), refunded);
    }
    const refunds = (await double.journal()).filter((call) => call.operationId === "refund-order");
    assert.deepEqual(refunds.map((call) => call.status), [200, 409, 200, 409]);
});

test("a scope that is missing is a ForbiddenError", async () => {
    const reader = connect(await double.newToken(["ecommerce:read"]));
    assert.equal((await reader.orders.get(SITE, STRIPE)).status, "unfulfilled");
    await refused(reader.orders.refund(SITE, STRIPE), Webflow.ForbiddenError, 403, "missing_scopes");
    await refused(reader.products.update(SITE, CLOCK), Webflow.ForbiddenError, 403, "missing_scopes");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("products", "inventory", "ecommerce", "orders"), []);
});
