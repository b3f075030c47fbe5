/** The two documentation pages as a reader uses them. An operation is told by method and path: `GET /things/{id}`. */
import type { Locator, Page } from "playwright-core";
import type { Operation } from "../../src/model/index.js";

const PATIENCE = { timeout: 20_000 };

export function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Opens `/docs` and waits for its operations, whose names are returned as they stand there. */
export async function openSwagger(page: Page, url: string): Promise<string[]> {
  await page.goto(`${url}/docs`);
  const blocks = page.locator(".opblock");
  await blocks.first().waitFor(PATIENCE);
  const methods = await blocks.locator(".opblock-summary-method").allTextContents();
  const paths = await blocks.locator(".opblock-summary-path").allTextContents();
  return methods.map((method, index) => `${method} ${withoutBreaks(paths[index] ?? "")}`);
}

/** Opens `/redoc` and waits for its operations, whose names are returned as they stand there. */
export async function openRedoc(page: Page, url: string): Promise<string[]> {
  await page.goto(`${url}/redoc`);
  const endpoints = page.locator("[data-section-id] button:has(> .http-verb)");
  await endpoints.first().waitFor(PATIENCE);
  const texts = await endpoints.allTextContents();
  return texts.map((text) => {
    const slash = text.indexOf("/");
    return `${text.slice(0, slash).toUpperCase()} ${text.slice(slash)}`;
  });
}

/** Long paths have invisible places where they may be broken. */
function withoutBreaks(text: string): string {
  return text.replaceAll("\u200B", "");
}

/** Gives the token to Swagger UI, which sends it from then on. */
export async function authorize(page: Page, token: string): Promise<void> {
  await page.locator(".btn.authorize").click();
  await page.locator(".auth-container input").first().fill(token);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.locator(".btn-done").click();
}

/** Tries an operation that needs no input out in Swagger UI. @returns status and body as the page shows them */
export async function tryOut(
  page: Page,
  operation: Operation,
): Promise<{ readonly status: string; readonly body: string }> {
  const block = blockOf(page, operation);
  await block.locator(".opblock-summary-control").click();
  await block.locator(".try-out__btn").click();
  await block.locator(".execute").click();
  const answer = block.locator(".live-responses-table .response").first();
  await answer.waitFor(PATIENCE);
  return {
    status: (await answer.locator(".response-col_status").innerText()).trim(),
    body: await answer.locator(".response-col_description code").first().innerText(),
  };
}

/** A picture of Swagger UI from the tag of an operation on, 1200 by 1100. */
export async function takePicture(page: Page, operation: Operation, file: string): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 1100 });
  const section = page.locator(".opblock-tag-section", { has: blockOf(page, operation) });
  // `scrollIntoViewIfNeeded` would leave it at the bottom.
  await section.evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
}

function blockOf(page: Page, { method, path }: Operation): Locator {
  return page.locator(`.opblock-${method}`, {
    has: page.locator(`.opblock-summary-path[data-path="${path}"]`),
  });
}
