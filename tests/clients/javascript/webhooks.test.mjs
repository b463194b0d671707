/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for webhooks.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow, WebflowError } from "webflow-api";
import { client, connect, control, leftOut, newToken, notFound, refused, SITE, sinkUrl } from "./double.mjs";

const { orders, webhooks } = client;
const url = "https://hooks.example.com/in";
const invalid = (call, code) => refused(call, Webflow.BadRequestError, 400, code);

test("a webhook of one form is created, with its key beside what the client knows", async () => {
    const filter = { name: "Contact" };
    const made = await webhooks.create(SITE, { triggerType: "form_submission", url, filter });
    assert.deepEqual([made.triggerType, made.url, made.siteId, made.filter], ["form_submission", url, SITE, filter]);
    assert.ok(made.createdOn instanceof Date);
    assert.equal(made.lastTriggered, undefined);
    assert.match(made.secretKey, /^[0-9a-f]{64}$/);
});

test("what the API will not have is a BadRequestError", async () => {
    const removed = webhooks.create(SITE, { triggerType: "user_account_added", url });
    await invalid(removed, "unsupported_webhook_trigger_type");
    const filtered = webhooks.create(SITE, { triggerType: "site_publish", url, filter: { name: "Contact" } });
    await invalid(filtered, "incompatible_webhook_filter");
    const plain = webhooks.create(SITE, { triggerType: "site_publish", url: "http://hooks.example.com/in" });
    await invalid(plain, "validation_error");
});

test("a site's webhooks are listed, without their keys", async () => {
    const before = (await webhooks.list(SITE)).webhooks.map((each) => each.id);
    const made = await webhooks.create(SITE, { triggerType: "site_publish", url });
    const listed = (await webhooks.list(SITE)).webhooks;
    assert.deepEqual(listed.map((each) => each.id).sort(), [...before, made.id].sort());
    assert.equal(listed.some((each) => "secretKey" in each), false);
});

test("what is sent is verified with the key, and its webhook tells when that was", async () => {
    const hook = { triggerType: "ecomm_order_changed", url: sinkUrl("orders") };
    const { id, secretKey } = await webhooks.create(SITE, hook);
    assert.equal((await webhooks.get(id)).lastTriggered, undefined);
    await orders.updateFulfill(SITE, "0f8-d21");
    await control("POST", "/deliveries/drain", {});
    assert.ok((await webhooks.get(id)).lastTriggered instanceof Date);

    const [message, ...others] = (await control("GET", "/sink/orders")).messages;
    assert.deepEqual(others, []);
    const { headers, rawBody: body } = message;
    assert.equal(await webhooks.verifySignature({ headers, body, secret: secretKey }), true);
    assert.equal(await webhooks.verifySignature({ headers, body, secret: "another" }), false);
    assert.equal(JSON.parse(body).payload.orderId, "0f8-d21");
});

test("a deleted webhook is a NotFoundError", async () => {
    const { id } = await webhooks.create(SITE, { triggerType: "page_created", url });
    await webhooks.delete(id);
    await notFound(webhooks.get(id));
    await notFound(webhooks.delete(id));
});

test("a webhook needs the scope of what it tells: without it, it is a plain WebflowError", async () => {
    const writer = connect(await newToken(["sites:read", "sites:write"])).webhooks;
    assert.equal((await writer.create(SITE, { triggerType: "site_publish", url })).triggerType, "site_publish");
    const order = writer.create(SITE, { triggerType: "ecomm_new_order", url });
    await refused(order, WebflowError, 403, "missing_scopes");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("webhooks"), []);
});
