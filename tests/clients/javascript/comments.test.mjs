/**
 * Webflow's official JavaScript client, unchanged, on the double: every method that it has for comments.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Webflow } from "webflow-api";
import { client, control, ids, leftOut, notFound, refused, SITE, UNKNOWN_ID } from "./double.mjs";

const { comments } = client.sites;
const comment = (content, threadId) =>
    control("POST", "/simulate/comment", threadId ? { content, threadId } : { content, pageId: ids["pages/about"] });

test("threads are listed, sorted as one asks", async () => {
    const made = [(await comment("Larger?")).id, (await comment("Smaller?")).id];
    const listed = await comments.listCommentThreads(SITE, { sortBy: "createdOn", sortOrder: "asc" });
    assert.deepEqual(listed.comments.map((each) => each.id).slice(-2), made);
    assert.equal(listed.pagination.total, listed.comments.length);
    const unsorted = comments.listCommentThreads(SITE, { sortBy: "createdOn" });
    await refused(unsorted, Webflow.BadRequestError, 400, "validation_error");
});

test("a thread is read", async () => {
    const { id } = await comment("Larger?");
    const thread = await comments.getCommentThread(SITE, id);
    assert.deepEqual([thread.content, thread.author.name, thread.mentionedUsers], ["Larger?", "Sam Designer", []]);
    await notFound(comments.getCommentThread(SITE, UNKNOWN_ID));
});

test("replies are listed, without the comment that began the thread", async () => {
    const { id } = await comment("Larger?");
    const { commentId } = await comment("Done.", id);
    const listed = await comments.listCommentReplies(SITE, id);
    assert.deepEqual(
        listed.comments.map((each) => [each.commentId, each.content]),
        [[commentId, "Done."]],
    );
});

test("no method of the client was left out", () => {
    assert.deepEqual(leftOut("sites.comments"), []);
});
