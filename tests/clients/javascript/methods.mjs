/**
 * The methods of Webflow's official JavaScript client, found on the client itself: those of its parts and of theirs, as
 * `collections.items.createItem`. Run by itself, it prints them all, one a line.
 */

import { pathToFileURL } from "node:url";
import { WebflowClient } from "webflow-api";

/** What an object has from the classes that it is of, by name, but for what is the client's own affair. */
function membersOf(object) {
    const members = new Map();
    for (let each = Object.getPrototypeOf(object); each !== Object.prototype; each = Object.getPrototypeOf(each)) {
        for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
            if (name !== "constructor" && !name.startsWith("_") && !members.has(name)) {
                members.set(name, member);
            }
        }
    }
    return [...members];
}

/** The names of the public methods of an object and of the classes that it is of. */
export function methodsOf(object) {
    return membersOf(object)
        .filter(([, { value }]) => typeof value === "function")
        .map(([name]) => name);
}

/** Every method below an object, by its path from there; one that a part has of another is that one's. */
export function everyMethodOf(object, path = "", seen = new Set()) {
    const own = methodsOf(object).filter((name) => !seen.has(object[name]));
    own.forEach((name) => seen.add(object[name]));
    const parts = membersOf(object).filter(([, { get }]) => get);
    return [
        ...own.map((name) => path + name),
        ...parts.flatMap(([name]) => everyMethodOf(object[name], `${path}${name}.`, seen)),
    ];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    console.log(everyMethodOf(new WebflowClient({ accessToken: "not used" })).sort().join("\n"));
}
