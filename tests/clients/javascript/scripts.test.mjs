/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for scripts, registered
 * ones and those that are applied to a site or a page.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow, WebflowError } from "webflow-api";
import { app, client, ids, leftOut, notFound, ONCE, refused, SITE } from "./double.mjs";

const { scripts, sites, pages } = app;
const ABOUT = ids["pages/about"];
const HOURS = { id: "opening_hours", version: "1.0.0", location: "header", attributes: { "data-a": "b" } };
const PLACES = [
    [sites.scripts, SITE],
    [pages.scripts, ABOUT],
];

test("registered scripts are listed", async () => {
    const { registeredScripts, pagination } = await scripts.list(SITE);
    assert.deepEqual([registeredScripts.length, pagination.total], [1, 1]);
    assert.deepEqual([registeredScripts[0].id, registeredScripts[0].displayName], ["opening_hours", "Opening hours"]);
    assert.ok(registeredScripts[0].hostedLocation.endsWith("/opening_hours-1.0.0.js"));
});

test("an inline script is registered, and hosted", async () => {
    const script = { displayName: "CMS Slider", version: "1.0.0", sourceCode: "slide();" };
    const made = await scripts.registerInline(SITE, script);
    assert.deepEqual([made.id, made.canCopy], ["cms_slider", false]);
    assert.equal(await (await fetch(made.hostedLocation)).text(), "slide();");
    await refused(scripts.registerInline(SITE, script, ONCE), WebflowError, 409, "duplicate_registered_script");
    const long = { ...script, version: "1.0.1", sourceCode: "x".repeat(2001) };
    await refused(scripts.registerInline(SITE, long), Webflow.BadRequestError, 400, "validation_error");
});

test("a hosted script is registered", async () => {
    const hostedLocation = "https://cdn.example.com/s.js";
    const script = { displayName: "Slider", version: "2.0.0", hostedLocation, integrityHash: "sha384-abc" };
    const made = await scripts.registerHosted(SITE, script);
    assert.deepEqual([made.id, made.hostedLocation, made.integrityHash], ["slider", hostedLocation, "sha384-abc"]);
});

test("scripts are applied as one list, read and taken away", async () => {
    for (const [place, id] of PLACES) {
        assert.deepEqual((await place.upsertCustomCode(id, { scripts: [HOURS] })).scripts, [HOURS]);
        assert.deepEqual((await place.getCustomCode(id)).scripts, [HOURS]);
        const unknown = { scripts: [{ id: "x", version: "1.0.0", location: "footer" }] };
        await refused(place.upsertCustomCode(id, unknown), Webflow.BadRequestError, 400, "bad_request");
        await place.deleteCustomCode(id);
        await notFound(place.getCustomCode(id));
        await notFound(place.deleteCustomCode(id));
    }
});

test("the places with scripts are listed", async () => {
    await pages.scripts.upsertCustomCode(ABOUT, { scripts: [HOURS] });
    const { blocks, pagination } = await sites.scripts.listCustomCodeBlocks(SITE, { limit: 10 });
    assert.deepEqual(
        blocks.map((each) => each.type),
        ["site", "page"],
    );
    assert.deepEqual([blocks[1].pageId, pagination.total], [ABOUT, 2]);
});

test("a site token is a plain WebflowError", async () => {
    await refused(client.scripts.list(SITE), WebflowError, 403, "invalid_auth_version");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("scripts", "sites.scripts", "pages.scripts"), []);
});
