/** Logging in to a served document, whichever names it has for that. */
import type { Api } from "../../src/model/index.js";
import { testAccounts } from "../../src/sql/index.js";

/**
 * A token of the first login operation, for the account with every role.
 * @param url of the server
 */
export async function logIn(
  api: Api,
  url: string,
): Promise<{ readonly identifier: string; readonly token: string }> {
  const [account] = testAccounts(api);
  for (const { behavior, path } of api.operations) {
    if (behavior.kind !== "login" || account === undefined) continue;
    const access = behavior.parts.find(({ part }) => part === "access");
    if (access === undefined) continue;
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        [behavior.identifier]: account.identifier,
        [behavior.password]: account.password,
      }),
    });
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    return { identifier: account.identifier, token: String(body[access.property]) };
  }
  throw new Error("the document has no operation to log in with");
}
