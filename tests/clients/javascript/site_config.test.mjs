/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for the configuration of a
 * site and for its log. It has none for Google tags, which are newer.
 */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Webflow, WebflowError } from "webflow-api";
import { client, connect, control, leftOut, notFound, ONCE, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { activityLogs, redirects, robotsTxt, wellKnown } = client.sites;
const { sites } = connect(process.env.WEBFLOW_TOKEN);

beforeEach(() => control("POST", "/reset", { plan: "enterprise" }));

const create = (fromUrl) => redirects.create(SITE, { fromUrl, toUrl: "/new" }, ONCE);

test("redirects are made, listed, changed and deleted, which answers what is left", async () => {
    const made = await create("/old");
    await refused(create("/old"), WebflowError, 409, "conflict");
    const listed = await redirects.list(SITE);
    assert.deepEqual([listed.redirects[1], listed.pagination.total], [made, 2]);
    const changed = await redirects.update(SITE, made.id, { toUrl: "/newer" });
    assert.deepEqual(changed, { ...made, toUrl: "/newer" });
    await notFound(redirects.update(SITE, UNKNOWN_ID, { toUrl: "/newer" }));
    assert.deepEqual((await redirects.delete(SITE, made.id)).redirects, listed.redirects.slice(0, 1));
    await notFound(redirects.delete(SITE, made.id));
});

test("the robots.txt is replaced, added to and taken from", async () => {
    const rules = (...disallows) => [{ userAgent: "*", allows: [], disallows }];
    assert.deepEqual(await robotsTxt.get(SITE), { rules: rules("/checkout") });
    const whole = { rules: rules("/a"), sitemap: "/sitemap.xml" };
    assert.deepEqual(await robotsTxt.put(SITE, whole), whole);
    assert.deepEqual((await robotsTxt.patch(SITE, { rules: rules("/b") })).rules, rules("/a", "/b"));
    assert.deepEqual((await robotsTxt.delete(SITE, { rules: rules("/a") })).rules, rules("/b"));
    assert.deepEqual(await robotsTxt.get(SITE), { rules: rules("/b"), sitemap: "/sitemap.xml" });
});

test("well-known files are written and deleted, and seen beside the API", async () => {
    await wellKnown.put(SITE, { fileName: "a.noext.txt", fileData: "é", contentType: "text/plain" });
    const [file] = (await control("GET", "/well-known"))["well-known"];
    assert.deepEqual(file, { siteId: SITE, fileName: "a", contentType: "text/plain", fileData: "é" });
    await wellKnown.delete(SITE, { fileNames: ["a"] });
    await notFound(wellKnown.delete(SITE, { fileNames: ["a"] }));
    const page = wellKnown.put(SITE, { fileName: "a.html", fileData: "" });
    await refused(page, Webflow.BadRequestError, 400, "validation_error");
});

test("the log tells what was done, newest first", async () => {
    const { id } = await control("POST", "/simulate/page", { title: "Jobs" });
    await control("POST", "/simulate/page", { action: "rename", pageId: id, title: "Work" });
    const { items: [row], pagination } = await activityLogs.list(SITE, { limit: 1 });
    assert.equal(pagination.total, 2);
    assert.deepEqual([row.event, row.resourceOperation, row.resourceId], ["page_renamed", "MODIFIED", id]);
    assert.deepEqual([row.previousValue, row.newValue, row.user.displayName], ["Jobs", "Work", "Sam Designer"]);
    assert.ok(row.createdOn instanceof Date);
});

test("another plan is a 403, for which the client has a class where its document has it", async () => {
    await control("POST", "/reset", { plan: "cms" });
    await refused(sites.activityLogs.list(SITE), Webflow.ForbiddenError, 403, "not_enterprise_plan_site");
    await refused(sites.redirects.list(SITE), WebflowError, 403, "not_enterprise_plan_site");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("sites.activityLogs", "sites.redirects", "sites.robotsTxt", "sites.wellKnown"), []);
});
