/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for tokens, and its helpers
 * for OAuth.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow, WebflowClient, WebflowError } from "webflow-api";
import { client, connect, control, leftOut, noted, refused, SITE } from "./double.mjs";

const api = process.env.WEBFLOW_API_URL;
const redirectUri = "https://app.example/done";
const credentials = { clientId: process.env.WEBFLOW_CLIENT_ID, clientSecret: process.env.WEBFLOW_CLIENT_SECRET };
const ofApp = async () => ({ app: noted(connect((await control("POST", "/tokens", { kind: "oauth" })).token)) });

test("an app is told what it was authorized to do", async () => {
    const { authorization, application } = await (await ofApp()).app.token.introspect();
    assert.equal(authorization.grantType, "authorization_code");
    assert.ok(authorization.createdOn instanceof Date && authorization.lastUsed instanceof Date);
    assert.ok(authorization.scope.split(",").includes("cms:read"));
    assert.deepEqual(authorization.authorizedTo.siteIds, [SITE]);
    assert.equal(application.displayName, "Mockflow App");
});

test("an app is told who authorized it", async () => {
    const { email, firstName, lastName } = await (await ofApp()).app.token.authorizedBy();
    assert.deepEqual([email, firstName, lastName], ["designer@example.com", "Sam", "Designer"]);
});

test("a site's token is refused: for introspect with a plain WebflowError", async () => {
    await refused(client.token.introspect(), WebflowError, 403, "invalid_auth_version");
    await refused(client.token.authorizedBy(), Webflow.ForbiddenError, 403, "invalid_auth_version");
});

test("the helpers of the client do the whole flow, with their hosts changed", async (t) => {
    const { fetch } = globalThis;
    const here = (url) => String(url).replace(/^https:\/\/(api\.)?webflow\.com/, new URL(api).origin);
    t.mock.method(globalThis, "fetch", (url, options) => fetch(here(url), options));

    const asked = { clientId: credentials.clientId, redirectUri, scope: ["sites:read"], state: "s" };
    const url = WebflowClient.authorizeURL(asked);
    const answer = await fetch(here(`${url}&auto=approve`), { redirect: "manual" });
    const back = new URL(answer.headers.get("Location"));
    assert.deepEqual([back.origin + back.pathname, back.searchParams.get("state")], [redirectUri, "s"]);

    const code = back.searchParams.get("code");
    const exchange = () => WebflowClient.getAccessToken({ ...credentials, redirectUri, code });
    assert.equal((await connect(await exchange()).sites.list()).sites[0].id, SITE);
    await assert.rejects(exchange(), (error) => error.statusCode === 400 && error.body.error === "invalid_grant");
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("token"), []);
});
