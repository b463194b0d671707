/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for assets, and its helper
 * that creates and uploads one.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import { called, client, ids, leftOut, notFound, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { assets, sites } = client;
const LAMP = ids["assets/reading-lamp.png"];
const LOGO = ids["assets/kiln-and-lantern.svg"];

async function bytesAt(url) {
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
}

test("a buffer is created, uploaded and hosted", async () => {
    const content = Buffer.from("Fire slowly to 600 degrees.");
    const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength);
    const parentFolder = ids["asset-folders/papers"];
    const made = await assets.utilities.createAndUpload(SITE, { file, fileName: "firing notes.txt", parentFolder });
    const read = await assets.get(made.id);
    assert.equal(read.size, content.length);
    assert.deepEqual(await bytesAt(read.hostedUrl), content);
});

test("a file of another URL is fetched and uploaded", async () => {
    const lamp = await assets.get(LAMP);
    const made = await assets.utilities.createAndUpload(SITE, { file: lamp.hostedUrl, fileName: "lamp.png" });
    const copy = await assets.get(made.id);
    assert.deepEqual(copy.variants.map((each) => each.width), [500, 800, 1080]);
    assert.deepEqual(await bytesAt(copy.hostedUrl), await bytesAt(lamp.hostedUrl));
});

test("a file that is too large is refused with the store's words", async () => {
    const file = new ArrayBuffer(4 * 1024 * 1024 + 1);
    await assert.rejects(
        assets.utilities.createAndUpload(SITE, { file, fileName: "big.png" }),
        /Status: 400, Response: .*EntityTooLarge.*4 MB/s,
    );
});

test("assets are listed by page", async () => {
    const listed = await assets.list(SITE, { limit: 2, offset: 2 });
    const names = listed.assets.map((each) => each.originalFileName);
    assert.deepEqual(names, ["cup-nine-fog.png", "paper-shade-creases.svg"]);
    assert.deepEqual([listed.pagination.total, listed.assets[0].variants.length], [6, 3]);
});

test("an asset that is created has a target for its upload", async () => {
    const made = await assets.create(SITE, { fileName: "notes.txt", fileHash: "0".repeat(32) });
    assert.deepEqual([made.originalFileName, made.uploadDetails.successActionStatus], ["notes.txt", "201"]);
    const nameless = assets.create(SITE, { fileName: "../notes.txt", fileHash: "0".repeat(32) });
    await refused(nameless, Webflow.BadRequestError, 400, "validation_error");
});

test("an asset gets another name; the client sends the locale in the body, where the site must have it", async () => {
    const localeId = (await sites.get(SITE)).locales.secondary[0].id;
    const changed = await assets.update(LOGO, { displayName: "Enseigne", localeId });
    assert.equal(changed.displayName, "Enseigne");
    assert.match(changed.altText, /^Kiln & Lantern : un four/);
    const unknown = assets.update(LOGO, { displayName: "Sign", localeId: UNKNOWN_ID });
    await refused(unknown, Webflow.BadRequestError, 400, "validation_error");
});

test("a deleted asset is a NotFoundError", async () => {
    await assets.delete(LAMP);
    await notFound(assets.get(LAMP));
    await notFound(assets.delete(LAMP));
});

test("folders are listed with their assets, created within one another, and read", async () => {
    const listed = (await assets.listFolders(SITE)).assetFolders;
    const lamps = listed.find((each) => each.displayName === "Lamps");
    assert.ok(lamps.assets.includes(LAMP));
    const made = await assets.createFolder(SITE, { displayName: "Bulbs", parentFolder: lamps.id });
    assert.deepEqual([made.displayName, made.parentFolder, made.assets], ["Bulbs", lamps.id, []]);
    assert.deepEqual(await assets.getFolder(made.id), made);
    await notFound(assets.getFolder(UNKNOWN_ID));
});

test("the helper of uploads lists assets as well", async () => {
    const [one, other] = [await assets.utilities.list(SITE), await assets.list(SITE)];
    assert.notEqual(one.assets.length, 0);
    assert.deepEqual(one.assets, other.assets);
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("assets"), []);
    const inherited = (name) => called.has(name.replace(".utilities", ""));
    assert.deepEqual(leftOut("assets.utilities").filter((name) => !inherited(name)), []);
});
