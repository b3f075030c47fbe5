/** Responses, their headers and what they hold. */
import { awkwardName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { operationsOf, responsesOf, schemaNamesOf } from "../places.js";
import { pointerPart, randomSchema } from "../schema.js";
import {
  isMap,
  listIn,
  madeIn,
  mapIn,
  renameEntry,
  treeOf,
  type Tree,
  type TreeMap,
} from "../tree.js";

export const responseEdits: Edits = {
  "remove response": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const responses = place === null ? null : mapIn(place.operation, "responses");
    const status = pickFrom(random, [...(responses?.keys() ?? [])]);
    if (responses === null || status === null) return null;
    responses.delete(status);
    return `response ${status} of ${place?.method} ${place?.path} removed`;
  },
  "remove response everywhere": (tree, random) => {
    const status = random.pick(["400", "401", "403", "404", "409", "422", "503", "default"]);
    for (const { operation } of operationsOf(tree)) mapIn(operation, "responses")?.delete(status);
    return `no response ${status}`;
  },
  "change status": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const responses = place === null ? null : mapIn(place.operation, "responses");
    const status = pickFrom(random, [...(responses?.keys() ?? [])]);
    if (responses === null || status === null) return null;
    const to = random.pick([
      "200",
      "201",
      "202",
      "204",
      "205",
      "206",
      "299",
      "2XX",
      "304",
      "400",
      "409",
      "422",
      "418",
      "4XX",
      "500",
      "600",
      "ok",
    ]);
    renameEntry(responses, status, to);
    return `response ${status} of ${place?.method} ${place?.path} is ${to}`;
  },
  "add response": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const responses = place === null ? null : mapIn(place.operation, "responses");
    if (responses === null) return null;
    const status = random.pick([
      "200",
      "204",
      "400",
      "401",
      "404",
      "409",
      "422",
      "418",
      "500",
      "5XX",
    ]);
    const like = pickFrom(random, [...responses.values()]);
    responses.set(
      status,
      random.integer(2) === 0 || like === null ? treeOf({ description: "More." }) : like,
    );
    return `response ${status} of ${place?.method} ${place?.path} added`;
  },
  "change content": (tree, random) => {
    const response = pickFrom(random, responsesOf(tree));
    if (response === null) return null;
    const names = schemaNamesOf(tree);
    const [what, content] = random.pick<[string, Tree | null]>([
      ["nothing", null],
      ["text", treeOf({ "text/plain": { schema: { type: "string" } } })],
      [
        "JSON with a charset",
        treeOf({ "application/json; charset=utf-8": { schema: { type: "string" } } }),
      ],
      [
        "something",
        new Map([["application/json", new Map([["schema", randomSchema(random, names)]])]]),
      ],
      [
        "a component",
        treeOf({
          "application/json": {
            schema: { $ref: `#/components/schemas/${pointerPart(pickFrom(random, names) ?? "X")}` },
          },
        }),
      ],
      [
        "a list",
        treeOf({
          "application/json": {
            schema: {
              type: "array",
              items: {
                $ref: `#/components/schemas/${pointerPart(pickFrom(random, names) ?? "X")}`,
              },
            },
          },
        }),
      ],
    ]);
    if (content === null) response.delete("content");
    else response.set("content", content);
    return `a response holds ${what}`;
  },
  "add response header": (tree, random) => {
    const response = pickFrom(random, responsesOf(tree));
    if (response === null) return null;
    const name = random.pick([
      "X-Total",
      "Location",
      "ETag",
      "Content-Type",
      "content-length",
      "Set-Cookie",
      "X-Server-Time",
      "Date",
      awkwardName(random),
    ]);
    const header = treeOf({ schema: { type: "string" } }) as TreeMap;
    if (random.integer(3) === 0) header.set("required", true);
    if (random.integer(3) === 0)
      header.set("x-gen-bench", treeOf({ value: random.pick(["serverTime", "duration"]) }));
    madeIn(response, "headers").set(name, header);
    return `a response has the header ${shown(name)}`;
  },
  "global response header": (tree, random) => {
    const name = random.pick([
      "X-When",
      "Server-Timing",
      "x-took",
      "X-Response-Time",
      "X_Odd.Name~",
      awkwardName(random),
    ]);
    const value = random.pick(["serverTime", "duration"]);
    for (const response of responsesOf(tree)) {
      madeIn(response, "headers").set(
        name,
        treeOf({ required: true, schema: { type: "string" }, "x-gen-bench": { value } }),
      );
    }
    return `every response has the header ${shown(name)}`;
  },
  "remove response header": (tree, random) => {
    const all = random.integer(2) === 0;
    const some = responsesOf(tree).filter((one) => mapIn(one, "headers") !== null);
    const one = pickFrom(random, some);
    const name = pickFrom(random, [...(mapIn(one ?? undefined, "headers")?.keys() ?? [])]);
    if (one === null || name === null) return null;
    for (const response of all ? some : [one]) mapIn(response, "headers")?.delete(name);
    return `header ${shown(name)} removed ${all ? "everywhere" : "once"}`;
  },
  "rename response header": (tree, random) => {
    const all = responsesOf(tree).filter((one) => mapIn(one, "headers") !== null);
    const name = pickFrom(random, [
      ...(mapIn(pickFrom(random, all) ?? undefined, "headers")?.keys() ?? []),
    ]);
    if (name === null) return null;
    const to = awkwardName(random, [name]);
    for (const response of all) {
      const headers = mapIn(response, "headers");
      if (headers !== null) renameEntry(headers, name, to);
    }
    return `header ${shown(name)} renamed to ${shown(to)}`;
  },
  "change envelope": (tree, random) => {
    const schemas = mapIn(mapIn(tree, "components") ?? undefined, "schemas");
    const pages = [...(schemas?.values() ?? [])].filter((schema) =>
      [...(mapIn(schema, "properties")?.values() ?? [])].some(
        (one) => isMap(one) && one.get("type") === "array",
      ),
    );
    const page = pickFrom(random, pages);
    const properties = page === null ? null : mapIn(page, "properties");
    if (page === null || properties === null) return null;
    const name = random.pick([...properties.keys()]);
    if (random.integer(2) === 0) {
      properties.delete(name);
      const required = listIn(page, "required");
      if (required !== null && isMap(page))
        page.set(
          "required",
          required.filter((one) => one !== name),
        );
      return `envelope without ${shown(name)}`;
    }
    const to = awkwardName(random, ["items", "results", "total"]);
    renameEntry(properties, name, to);
    const required = listIn(page, "required");
    if (required !== null && isMap(page))
      page.set(
        "required",
        required.map((one) => (one === name ? to : one)),
      );
    return `envelope has ${shown(to)} for ${shown(name)}`;
  },
};
