/** Webflow's official JavaScript client whose base URL is that of the Content Delivery API. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, ids, notFound } from "./double.mjs";

const { WEBFLOW_API_URL: API, WEBFLOW_TOKEN: TOKEN } = process.env;
const { collections, sites } = connect(TOKEN, API.replace(/\/v2$/, "/cdn/v2"));
const JOURNAL = ids.journal;

test("live items are read from the cache", async () => {
    const reads = [
        () => collections.items.listItemsLive(JOURNAL, { limit: 3 }),
        () => collections.items.getItemLive(JOURNAL, ids["journal/first-post"]),
    ];
    for (const read of reads) {
        const [miss, hit] = [await read().withRawResponse(), await read().withRawResponse()];
        const said = [miss, hit].map((each) => each.rawResponse.headers.get("cf-cache-status"));
        assert.deepEqual(said, ["MISS", "HIT"]);
        assert.deepEqual(miss.data, hit.data);
    }
});

test("nothing else is there", async () => {
    await notFound(sites.list());
});
