/**
 * The documentation pages of every target in a real browser: all that they need comes from the server, every operation
 * is there, and a person can log in and try one out. A target is in here as soon as its folder exists.
 *
 * `npm run screenshot` takes the picture of docs/ anew, from the first target.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { startServing, type Serving } from "../../src/cli/serving.js";
import { folders } from "../../src/database/folders.js";
import { ensureServer } from "../../src/database/index.js";
import type { Target } from "../../src/targets/index.js";
import { freePort } from "../../src/toolchain/index.js";
import { runnableTargets } from "../servers/several.js";
import { lowered, silentTerminal } from "../support.js";
import { findChromium, openBrowser, openPage } from "./browser.js";
import { logIn } from "./login.js";
import { authorize, nameOf, openRedoc, openSwagger, takePicture, tryOut } from "./pages.js";

const root = join(import.meta.dirname, "../..");
const file = join(root, "spec/openapi.yaml");
const api = lowered({ file, text: readFileSync(file, "utf8") });
const operations = api.operations.map(nameOf).toSorted();
const picture = process.env["SCREENSHOT"];

const chromium = findChromium();
const { targets, missing } = await runnableTargets();
const lacking = [...missing, ...(chromium === null ? ["chromium not found"] : [])];
for (const notice of lacking) {
  if (process.env["CI"]) test(notice, () => expect(lacking).toEqual([]));
  else test.skip(notice);
}

/** The server of one target, to the end of the work. */
async function serve(target: Target, work: (serving: Serving) => Promise<void>): Promise<void> {
  const serving = await startServing({
    api,
    target,
    // The folders of the contract tests, so that dependencies are installed once.
    folder: join(folders().cache, "test", target.name),
    force: true,
    port: await freePort(),
    progress: createProgress(silentTerminal),
    signal: new AbortController().signal,
  });
  try {
    await work(serving);
  } finally {
    await serving.stop();
  }
}

async function checkPages(browser: Browser, url: string, target: Target): Promise<void> {
  const { page, requests, errors } = await openPage(browser);
  try {
    expect((await openRedoc(page, url)).toSorted()).toEqual(operations);
    expect((await openSwagger(page, url)).toSorted()).toEqual(operations);

    const { token, identifier } = await logIn(api, url);
    await authorize(page, token);
    const me = api.operations.find(({ behavior }) => behavior.kind === "currentUser");
    if (me === undefined) throw new Error("the document has no operation for the current user");
    const { status, body } = await tryOut(page, me);
    expect(status).toBe("200");
    expect(body).toContain(JSON.stringify(identifier));

    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter((request) => new URL(request).origin !== url)).toEqual([]);
    expect(errors).toEqual([]);
    if (picture !== undefined && target === targets[0]) await takePicture(page, me, picture);
  } finally {
    await page.close();
  }
}

describe.runIf(chromium !== null)("documentation pages in Chromium", async () => {
  await ensureServer();
  const browser = await openBrowser(chromium ?? "");
  afterAll(() => browser.close());

  test.concurrent.for(targets)(
    "$name shows every operation and tries one out",
    // The first time dependencies are installed.
    { timeout: 240_000 },
    async (target) => {
      await serve(target, ({ server }) => checkPages(browser, server.url, target));
    },
  );
});
