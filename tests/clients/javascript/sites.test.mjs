/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for sites, those for
 * Enterprise workspaces aside.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import { client, connect, ids, leftOut, notFound, ONCE, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { pages, sites } = client;
const DOMAIN = ids["domains/kilnandlantern.example"];

/** Methods that the double has no operation for. They are called apart, so that they do not count as tested. */
const enterprise = connect(process.env.WEBFLOW_TOKEN).sites;
const ENTERPRISE = ["sites.create", "sites.delete", "sites.update"];

test("the sites that the token reaches are listed", async () => {
    const listed = (await sites.list()).sites;
    assert.deepEqual(listed.map((site) => [site.id, site.shortName]), [[SITE, "kiln-and-lantern"]]);
    await refused(connect("nobody").sites.list(), Webflow.UnauthorizedError, 401, "not_authorized");
});

test("a site is read with its times, locales and domains", async () => {
    const site = await sites.get(SITE);
    assert.equal(site.createdOn.toISOString(), "2025-03-03T08:00:00.000Z");
    assert.deepEqual([site.locales.primary.tag, site.locales.secondary.map((each) => each.tag)], ["en", ["fr"]]);
    assert.deepEqual(await sites.getCustomDomain(SITE), { customDomains: site.customDomains });
    assert.equal(site.customDomains[0].id, DOMAIN);
    await notFound(sites.get(UNKNOWN_ID));
    await notFound(sites.getCustomDomain(UNKNOWN_ID));
});

test("a site is published to its domains, and a second time within a minute is a TooManyRequestsError", async () => {
    await refused(sites.publish(SITE), Webflow.BadRequestError, 400, "no_domains");
    const done = await sites.publish(SITE, { customDomains: [DOMAIN], publishToWebflowSubdomain: true });
    assert.deepEqual(done.customDomains.map((each) => each.id), [DOMAIN]);
    assert.deepEqual([done.publishToWebflowSubdomain, done.publishScope], [true, "site"]);
    const again = sites.publish(SITE, { publishToWebflowSubdomain: true }, ONCE);
    await refused(again, Webflow.TooManyRequestsError, 429, "too_many_requests");
    assert.ok((await sites.get(SITE)).lastPublished > new Date("2026-01-09T16:00:00.000Z"));
});

test("one page is published: the client sends a page's id, which it does not know, as it is given", async () => {
    const publish = (pageId) => sites.publish(SITE, { publishToWebflowSubdomain: true, pageId });
    await notFound(publish(UNKNOWN_ID));
    const { pages: [, about] } = await pages.list(SITE);
    assert.equal((await publish(about.id)).publishScope, "page");
});

test("a method for Enterprise workspaces is a NotFoundError that changes nothing", async () => {
    const before = await sites.list();
    await notFound(enterprise.create(SITE, { name: "New" }));
    await notFound(enterprise.update(SITE, { name: "Other" }));
    await notFound(enterprise.delete(SITE));
    assert.deepEqual(await sites.list(), before);
});

test("no other method of the client was left out", () => {
    assert.deepEqual(leftOut("sites"), ENTERPRISE);
});
