/** A free port on the loopback address, the same as last time where that is possible. */
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

/** The remembered port if it is free, else any that is. Another process may still take it before we do. */
export async function choosePort(file: string): Promise<number> {
  const remembered = Number(await readFile(file, "utf8").catch(() => "0"));
  if (Number.isInteger(remembered) && remembered > 1023 && remembered < 65_536) {
    const free = await tryPort(remembered);
    if (free !== null) return free;
  }
  const any = await tryPort(0);
  if (any === null) throw new Error("the system has no free port on 127.0.0.1");
  return any;
}

export async function rememberPort(file: string, port: number): Promise<void> {
  await writeFile(file, `${port}\n`);
}

/** The port if it could be bound (0: any), else null. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}
