/**
 * What the suites of the official JavaScript client share: the double that they call, and the client as they watch it.
 *
 * `WEBFLOW_API_URL` (ending in `/v2`), `WEBFLOW_TOKEN` and `WEBFLOW_SITE_ID` name a running double with the seed
 * `demo`. Each test of a suite that imports this begins with that seed as it was, since the tests share one world, and
 * fails if the client could not read an answer as the type that it has for it.
 */

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeEach } from "node:test";
import { Webflow, WebflowClient } from "webflow-api";
import { methodsOf } from "./methods.mjs";

const { WEBFLOW_API_URL: API, WEBFLOW_TOKEN: TOKEN, WEBFLOW_SITE_ID } = process.env;
assert.ok(API && TOKEN && WEBFLOW_SITE_ID, "expected WEBFLOW_API_URL, WEBFLOW_TOKEN and WEBFLOW_SITE_ID");
export const SITE = WEBFLOW_SITE_ID;
export const UNKNOWN_ID = "0123456789abcdef01234567";
export const ONCE = { maxRetries: 0 };

// --- The double ------------------------------------------------------------------------------------------------------

/** A call of the double's control plane, which is neither counted nor journalled. */
export async function control(method, path, body) {
    const answer = await fetch(new URL(`/_mockflow${path}`, API), {
        method,
        headers: { "Content-Type": "application/json" },
        body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
}

/** The calls of the API since the last reset, oldest first. */
export async function journal() {
    return (await control("GET", "/requests")).requests;
}

export async function newToken(scopes) {
    return (await control("POST", "/tokens", { scopes })).token;
}

/** The URL of a built-in receiver for a webhook. */
export function sinkUrl(name) {
    return new URL(`/_mockflow/sink/${name}`, API).href;
}

/** The ids of the seed's records, by their paths in it. */
export const ids = await control("GET", "/ids");

beforeEach(() => control("POST", "/reset", { plan: null, clock: "real" }));

// --- The client ------------------------------------------------------------------------------------------------------

/** What the tests called, as `collections.items.createItem`, in the order of each one's first call. */
export const called = new Set();

const { MOCKFLOW_CALLED } = process.env; // a file for them, one a line
if (MOCKFLOW_CALLED) {
    process.on("exit", () => appendFileSync(MOCKFLOW_CALLED, [...called, ""].join("\n")));
}

/** The same object, noting which of its methods are called. */
export function noted(target, path = "") {
    return new Proxy(target, {
        get(_, name) {
            const value = Reflect.get(target, name, target);
            if (typeof value !== "function") {
                return noted(value, `${path}${name}.`);
            }
            return (...given) => {
                called.add(`${path}${name}`);
                return value.apply(target, given);
            };
        },
    });
}

export function connect(accessToken, url = API) {
    return new WebflowClient({ accessToken, environment: { base: url, dataApi: url, contentDeliveryApi: url } });
}

/** The client of this token, whose calls count as tested. */
export const connectNoted = (accessToken) => noted(connect(accessToken));

export const client = connectNoted(TOKEN);

/** The same for an app: it has a token of OAuth, which some operations ask for. */
export const app = noted(connect(TOKEN.replace("-site-", "-app-")));

/** That the call is refused with exactly this class of the client's errors, and this status and code in it. */
export async function refused(call, ErrorClass, statusCode, code) {
    const error = await call.then(
        () => assert.fail(`expected ${ErrorClass.name} ${statusCode}, found an answer`),
        (reason) => reason,
    );
    assert.equal(error.constructor, ErrorClass, `expected ${ErrorClass.name}, found ${error}`);
    assert.deepEqual([error.statusCode, error.body.code], [statusCode, code], error.message);
    return error.body;
}

/** That the call is a NotFoundError. */
export const notFound = (call) => refused(call, Webflow.NotFoundError, 404, "resource_not_found");

/** The methods of these parts of the client, such as `sites.forms`, that no test called. */
export function leftOut(...parts) {
    const real = connect(TOKEN);
    const all = parts.flatMap((path) => {
        const names = methodsOf(path.split(".").reduce((each, name) => each[name], real));
        assert.notEqual(names.length, 0);
        return names.map((name) => `${path}.${name}`);
    });
    return all.filter((name) => !called.has(name)).sort();
}

// --- Types -----------------------------------------------------------------------------------------------------------

const mismatches = [];

/** What in this test's answers was not of the client's types, which then does not fail the test. */
export const takeMismatches = () => [...new Set(mismatches.splice(0))];

afterEach(() => assert.deepEqual(takeMismatches(), [], "answers that are not of the client's types"));

/**
 * The client takes what is not of its types as it comes. So each answer is looked at strictly too, by those same types;
 * what the client makes of it stays the client's.
 */
function watchTypes(types, seen = new Set()) {
    for (const type of Object.values(types)) {
        if (typeof type?.parseOrThrow === "function" && !seen.has(type)) {
            seen.add(type);
            watchType(type);
        } else if (Object.getPrototypeOf(type ?? 0) === Object.prototype && !seen.has(type)) {
            seen.add(type);
            watchTypes(type, seen);
        }
    }
}

function watchType(type) {
    const { parseOrThrow } = type;
    type.parseOrThrow = (answer, options) => {
        const read = type.parse(answer, { ...options, skipValidation: false });
        mismatches.push(...(read.errors ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`));
        return parseOrThrow(answer, options);
    };
}

watchTypes(createRequire(import.meta.url)("webflow-api/serialization"));
