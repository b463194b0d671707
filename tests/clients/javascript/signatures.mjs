/**
 * What receivers in JavaScript make of messages: standard input is a JSON list of `{headers, body, key}`, and standard
 * output what the official client's verifier and that of docs/webhooks.md say of each.
 */

import { readFileSync } from "node:fs";
import { WebflowClient } from "webflow-api";

const { isFromWebflow } = await import(process.argv[2]);
const { webhooks } = new WebflowClient({ accessToken: "not used" });

async function judged({ headers, body, key, now }) {
    const rewritten = JSON.stringify(JSON.parse(body));
    return {
        raw: await webhooks.verifySignature({ headers, body, secret: key }),
        rewritten: await webhooks.verifySignature({ headers, body: rewritten, secret: key }),
        guide: isFromWebflow(headers, Buffer.from(body), key, now),
    };
}

const messages = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await Promise.all(messages.map(judged))));
