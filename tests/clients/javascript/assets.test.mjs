/**
 * Webflow's official JavaScript client, unchanged, on the double: its helper that creates and uploads an asset.
 *
 * `WEBFLOW_API_URL` (ending in `/v2`), `WEBFLOW_TOKEN` and `WEBFLOW_SITE_ID` name a running double with the seed
 * `demo`.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { WebflowClient } from "webflow-api";

const { WEBFLOW_API_URL: API, WEBFLOW_TOKEN: TOKEN, WEBFLOW_SITE_ID: SITE } = process.env;
assert.ok(API && TOKEN && SITE, "expected WEBFLOW_API_URL, WEBFLOW_TOKEN and WEBFLOW_SITE_ID in the environment");
const environment = { base: API, dataApi: API, contentDeliveryApi: API };
const client = new WebflowClient({ accessToken: TOKEN, environment });

async function bytesAt(url) {
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
}

test("a buffer is created, uploaded and hosted", async () => {
    const content = Buffer.from("Fire slowly to 600 degrees.");
    const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength);
    const { assetFolders } = await client.assets.listFolders(SITE);
    const parentFolder = assetFolders.find((each) => each.displayName === "Papers").id;
    const made = await client.assets.utilities.createAndUpload(SITE, { file, fileName: "firing notes.txt", parentFolder });
    const read = await client.assets.get(made.id);
    assert.equal(read.size, content.length);
    assert.deepEqual(await bytesAt(read.hostedUrl), content);
});

test("a file of another URL is fetched and uploaded", async () => {
    const { assets } = await client.assets.list(SITE);
    const lamp = assets.find((each) => each.originalFileName === "reading-lamp.png");
    const made = await client.assets.utilities.createAndUpload(SITE, { file: lamp.hostedUrl, fileName: "lamp.png" });
    const copy = await client.assets.get(made.id);
    assert.deepEqual(copy.variants.map((each) => each.width), [500, 800, 1080]);
    assert.deepEqual(await bytesAt(copy.hostedUrl), await bytesAt(lamp.hostedUrl));
});

test("a file that is too large is refused with the store's words", async () => {
    const file = new ArrayBuffer(4 * 1024 * 1024 + 1);
    await assert.rejects(
        client.assets.utilities.createAndUpload(SITE, { file, fileName: "big.png" }),
        /Status: 400, Response: .*EntityTooLarge.*4 MB/s,
    );
});
