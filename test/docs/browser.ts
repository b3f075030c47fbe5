/** A real browser for the documentation pages, and what a page asked for and complained about while it was open. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

/** As distributions call it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Path of the Chromium that is installed, or `null`. */
export function findChromium(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const files = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return files.find((file) => existsSync(file)) ?? null;
}

/** It speaks to nobody of its own accord, so that all requests are those of the page. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export interface Watched {
  readonly page: Page;
  /** Every address that was asked for, but for what the page holds itself (`data:`, `blob:`). */
  readonly requests: readonly string[];
  /** What stood as an error on the console, or was thrown and not caught. */
  readonly errors: readonly string[];
}

/** A page 1200 wide that nothing else was open in before: no cache, no cookies. */
export async function openPage(browser: Browser): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  page.on("requestfailed", (request) => {
    errors.push(`${request.url()}: ${request.failure()?.errorText ?? "failed"}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return { page, requests, errors };
}
