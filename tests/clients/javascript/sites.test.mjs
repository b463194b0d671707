/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for sites, their plans, and
 * workspaces.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import { client, connect, connectNoted, control, ids, leftOut, notFound, ONCE, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { pages, sites } = client;
const DOMAIN = ids["domains/kilnandlantern.example"];

const WORKSPACE = ids["workspaces/kiln-and-lantern"];
const FOLDER = "64c7e2f0a1b2c3d4e5f60718";
const asApp = connectNoted("mockflow-app-token");
const asWorkspace = connectNoted("ws-mockflow-workspace-token");

/** The world anew, on the plan that operations of Enterprise sites and workspaces ask for. */
const onEnterprise = () => control("POST", "/reset", { plan: "enterprise" });

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

test("a site is made in an Enterprise workspace by an app", async () => {
    await refused(asApp.sites.create(WORKSPACE, { name: "New" }), Webflow.ForbiddenError, 403, "not_enterprise_plan_workspace");
    await onEnterprise();
    const made = await asApp.sites.create(WORKSPACE, { name: "Lamp Fair", templateName: "Shop", parentFolderId: FOLDER });
    assert.deepEqual([made.displayName, made.shortName, made.parentFolderId], ["Lamp Fair", "lamp-fair", FOLDER]);
    assert.deepEqual((await asApp.sites.list()).sites.map((site) => site.id), [SITE, made.id]);
    await refused(sites.create(WORKSPACE, { name: "New" }), Webflow.ForbiddenError, 403, "missing_scopes");
});

test("a site is renamed, and deleted", async () => {
    await refused(sites.delete(SITE), Webflow.ForbiddenError, 403, "not_enterprise_plan_site");
    await onEnterprise();
    const changed = await sites.update(SITE, { name: "Lantern & Kiln", parentFolderId: FOLDER });
    assert.deepEqual([changed.displayName, changed.shortName], ["Lantern & Kiln", "kiln-and-lantern"]);
    await refused(sites.update(SITE, { name: "" }), Webflow.BadRequestError, 400, "validation_error");
    assert.equal(await sites.delete(SITE), undefined);
    await notFound(sites.delete(SITE));
    assert.deepEqual(await sites.list(), { sites: [] });
});

test("a site has a hosting plan", async () => {
    await onEnterprise();
    const plan = await sites.plans.getSitePlan(SITE);
    assert.deepEqual([plan.id, plan.name], ["hosting-ecommerce-advanced-v3", "ECommerce Advanced Hosting"]);
    assert.equal(plan.pricingInfo, "https://webflow.com/pricing");
});

test("the audit log of a workspace is read by a workspace token", async () => {
    await onEnterprise();
    const { auditLogs } = asWorkspace.workspaces;
    const { items, pagination } = await auditLogs.getWorkspaceAuditLogs("kiln-and-lantern");
    assert.deepEqual([pagination.total, items[0].eventType, items[5].eventType], [6, "user_access", "custom_role"]);
    assert.deepEqual(items[0].payload, { method: "sso", location: "Ghent, Belgium", ipAddress: "203.0.113.7" });
    const asked = { sortOrder: "asc", from: new Date("2026-01-01"), to: new Date("2026-01-31"), limit: 1, offset: 1 };
    const some = await auditLogs.getWorkspaceAuditLogs(WORKSPACE, asked);
    assert.deepEqual(some.items.map((each) => each.eventType), ["user_access"]);
    await notFound(auditLogs.getWorkspaceAuditLogs("nobody"));
    const bySite = client.workspaces.auditLogs.getWorkspaceAuditLogs(WORKSPACE);
    await refused(bySite, Webflow.ForbiddenError, 403, "invalid_auth_version");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("sites", "sites.plans", "workspaces.auditLogs"), []);
});
