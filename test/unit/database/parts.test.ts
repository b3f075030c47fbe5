import { chmod, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkLibraries } from "../../../src/database/binaries.js";
import { databaseUrl, withoutPassword } from "../../../src/database/connection.js";
import { folders, reachable } from "../../../src/database/folders.js";
import { chooseUser } from "../../../src/database/system-user.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gen-bench-parts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  [
    "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/x\npostgres:x:70:71::/:/x",
    { name: "postgres", uid: 70, gid: 71 },
  ],
  [
    "root:x:0:0::/root:/bin/sh\ndaemon:x:1:1::/:/x\nnobody:x:65534:65533::/:/x",
    { name: "nobody", uid: 65534, gid: 65533 },
  ],
  ["root:x:0:0::/root:/bin/sh\ndaemon:x:1:1::/:/x\n", { name: "daemon", uid: 1, gid: 1 }],
  ["root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/x\nbroken\n::::", null],
])("root becomes the best user that is there", (passwd, expected) => {
  expect(chooseUser(passwd)).toEqual(expected);
});

test("the home of the environment comes before the folders of the system", () => {
  expect(folders({ GEN_BENCH_HOME: "/x" })).toEqual({ data: "/x", cache: "/x/cache" });
  expect(folders({ GEN_BENCH_HOME: "" }).data).toContain("gen-bench");
});

test("a folder is reachable when all above it may be entered", async () => {
  const user = { name: "u", uid: 4321, gid: 4321 };
  await mkdir(join(folder, "open", "deep"), { recursive: true, mode: 0o755 });
  await mkdir(join(folder, "shut", "deep"), { recursive: true, mode: 0o700 });
  // mkdtemp made the folder for us alone.
  expect(await reachable(join(folder, "open", "deep"), user)).toBe(false);
  await chmod(folder, 0o711);
  expect(await reachable(join(folder, "open", "deep"), user)).toBe(true);
  expect(await reachable(join(folder, "open", "not", "there"), user)).toBe(true);
  expect(await reachable(join(folder, "shut", "deep"), user)).toBe(false);
});

test("links that an install without scripts has left out are made", async () => {
  const native = join(folder, "package", "native");
  await mkdir(join(native, "lib"), { recursive: true });
  await writeFile(join(native, "lib", "libx.so.1.2"), "library");
  const links = ["libx.so", "libx.so.1"].map((name) => ({
    source: "native/lib/libx.so.1.2",
    target: `native/lib/${name}`,
  }));
  await writeFile(join(native, "pg-symlinks.json"), JSON.stringify(links));
  for (const run of [1, 2]) {
    expect([run, await linkLibraries(native)]).toEqual([run, true]);
    expect(await readFile(join(native, "lib", "libx.so"), "utf8")).toBe("library");
    expect((await lstat(join(native, "lib", "libx.so.1"))).isSymbolicLink()).toBe(true);
  }
});

test.each([
  ["postgres://u:p@h:1/a?sslmode=disable", "b c", "postgres://u:p@h:1/b%20c?sslmode=disable"],
  ["postgres://u:p@h:1", "é", "postgres://u:p@h:1/%C3%A9"],
])("another database of %s", (url, name, expected) => {
  expect(databaseUrl(url, name)).toBe(expected);
});

test("messages hold no password", () => {
  expect(withoutPassword("postgres://u:p@h:1/a")).toBe("postgres://u:***@h:1/a");
});
