/** Accounts of several kinds: who owns rows, who is let in, and what cannot be. */
import { expect, test } from "vitest";
import { behavior, head, lower } from "./documents.js";

const schema = (name: string) => `{ $ref: "#/components/schemas/${name}" }`;
const json = (name: string) => `content: { application/json: { schema: ${schema(name)} } }`;

const account = (name: string) => `    ${name}:
      type: object
      required: [id, name, secret]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, x-gen-bench: { identifier: true, unique: true } }
        secret: { type: string, writeOnly: true, x-gen-bench: { password: true } }
    ${name}Login:
      type: object
      required: [name, secret]
      x-gen-bench: { of: ${name} }
      properties: { name: { type: string }, secret: { type: string } }
`;

/** Notes of members, with the security of their list and of their creation. */
function document(options: {
  list?: string;
  create?: string;
  claims?: string;
  me?: string;
}): string {
  const {
    list = "[{ members: [] }]",
    create = "[{ members: [] }]",
    me,
    claims = "{ sub: id }",
  } = options;
  const current = `  /me:
    get: { security: ${me ?? ""}, responses: { "200": { description: It., ${json("Member")} } } }
`;
  return `${head()}paths:
  /login: { post: { requestBody: { required: true, ${json("MemberLogin")} }, responses: { "200": { description: It., ${json("Token")} } } } }
  /staff/login: { post: { requestBody: { required: true, ${json("StaffLogin")} }, responses: { "200": { description: It., ${json("Token")} } } } }
  /notes:
    get:
      security: ${list}
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: ${schema("Note")} } } } } }
    post: { security: ${create}, requestBody: { required: true, ${json("Note")} }, responses: { "201": { description: It., ${json("Note")} } } }
  /notes/{id}:
    get:
      security: [{ staff: [] }]
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { "200": { description: It., ${json("Note")} } }
${me === undefined ? "" : current}components:
  securitySchemes:
    members: { type: http, scheme: bearer, x-gen-bench: { account: Member, claims: ${claims} } }
    staff: { type: http, scheme: bearer, x-gen-bench: { account: Staff } }
  schemas:
${account("Member")}${account("Staff")}    Token: { type: object, required: [t], properties: { t: { type: string, x-gen-bench: { token: access } } } }
    Note:
      type: object
      required: [id, author]
      properties:
        id: { type: integer, readOnly: true }
        author: { type: string, readOnly: true, x-gen-bench: { owner: name } }
        text: { type: string }
`;
}

test("each scheme marks its tokens, and each login belongs to the scheme of its account", () => {
  const { api, codes } = lower(document({}));
  expect(codes).toEqual([]);
  expect(api?.schemes.map(({ name, mark }) => [name, mark])).toEqual([
    ["members", "members"],
    ["staff", "staff"],
  ]);
  expect(behavior(api, "POST /login", "login").scheme).toBe("members");
  expect(behavior(api, "POST /staff/login", "login").scheme).toBe("staff");
});

test("rows belong to those who may create them; others work with all rows", () => {
  const { api } = lower(document({}));
  const note = api?.entities.find(({ name }) => name === "Note");
  expect(note?.fields[1]?.role).toEqual({ kind: "owner", account: "Member", shows: "name" });
  expect(behavior(api, "GET /notes", "list").owned).toBe(true);
  expect(behavior(api, "POST /notes", "create").owned).toBe(true);
  expect(behavior(api, "GET /notes/{id}", "retrieve").owned).toBe(false);
});

test.each([
  [
    "the list of one's own rows for two kinds of callers",
    { list: "[{ members: [] }, { staff: [] }]" },
    "action-needs",
  ],
  [
    "the current user of two kinds of callers",
    { me: "[{ members: [] }, { staff: [] }]" },
    "action-needs",
  ],
  [
    "rows that two kinds of accounts create",
    { create: "[{ members: [] }, { staff: [] }]" },
    "invalid-owner",
  ],
  ["rows that everybody creates", { create: "[]" }, "invalid-owner"],
  [
    "a claim that says the scheme already",
    { claims: "{ sub: id, scheme: name }" },
    "invalid-claim",
  ],
] as const)("refused: %s", (_what, options, code) => {
  const { api, codes } = lower(document(options));
  expect(api).toBeNull();
  expect(codes).toContain(code);
});
