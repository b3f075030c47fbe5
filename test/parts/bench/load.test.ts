/** The loops against real servers in this process, which do what a loader must notice. */
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { COUNTER, type LoadJob, type Loop } from "../../../src/bench/loader/job.js";
import { runLoad } from "../../../src/bench/loader/load.js";
import { loadRequest, type RequestParts } from "../../../src/bench/loader/request.js";

const CLOSED: Loop = { kind: "closed", connections: 3 };
const NO_FAULTS = { status: 0, length: 0, malformed: 0, closed: 0, refused: 0, timeout: 0 };

const servers: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(() => {
  for (const { server, sockets } of servers.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function http(listener: RequestListener): Promise<number> {
  return listening(createHttp(listener));
}

/** A server that writes the same bytes whenever something arrives. */
function raw(answer: (socket: Socket) => unknown): Promise<number> {
  return listening(
    createTcp((socket) => socket.on("data", () => answer(socket)).on("error", () => {})),
  );
}

interface Given {
  readonly port: number;
  readonly loop?: Loop;
  readonly requests?: readonly Partial<RequestParts>[];
  readonly milliseconds?: number;
  /** Long, since a machine with other work answers late now and then. */
  readonly timeoutMilliseconds?: number;
}

function load({
  port,
  loop = CLOSED,
  requests = [{}],
  milliseconds = 150,
  timeoutMilliseconds = 1000,
}: Given) {
  const job: LoadJob = {
    host: "127.0.0.1",
    port,
    requests: requests.map((parts) =>
      loadRequest(`127.0.0.1:${port}`, {
        method: "GET",
        target: "/",
        expected: { status: 200, length: { minimum: 2, maximum: 2 } },
        ...parts,
      }),
    ),
    loop,
    warmUpMilliseconds: 30,
    milliseconds,
    timeoutMilliseconds,
  };
  return runLoad(job, () => {});
}

test("what is as expected is counted, on connections that are kept", async () => {
  const sockets = new Set<Socket>();
  const port = await http((request, response) => {
    sockets.add(request.socket);
    response.end("ok");
  });
  const result = await load({ port });
  expect(result.faults).toEqual(NO_FAULTS);
  expect(result.completed).toBeGreaterThan(10);
  expect(result.latency.count).toBe(result.completed);
  expect(result.cpuMicroseconds).toBeGreaterThan(0);
  expect(sockets.size).toBe(3);
});

test("a connection carries one request at a time", async () => {
  let most = 0;
  const port = await http((request, response) => {
    const socket = request.socket as Socket & { out?: number };
    socket.out = (socket.out ?? 0) + 1;
    most = Math.max(most, socket.out);
    setTimeout(() => {
      socket.out = (socket.out ?? 0) - 1;
      response.end("ok");
    }, 2);
  });
  const loop: Loop = { kind: "open", connections: 2, perSecond: 2000 };
  await load({ port, loop, milliseconds: 60 });
  expect(most).toBe(1);
});

test("requests are sent in turn, each with a number of its own", async () => {
  const seen: string[] = [];
  const bodies: string[] = [];
  const port = await http((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.setEncoding("utf8").on("data", (text: string) => bodies.push(text));
    request.on("end", () => response.end("ok"));
  });
  const requests: Partial<RequestParts>[] = [
    { target: "/a" },
    { method: "POST", target: "/é".normalize(), body: `{"né":"${COUNTER}"}`, counterFrom: 7 },
  ].map((parts) => ({ ...parts, target: encodeURI(parts.target) }));
  const { faults } = await load({ port, requests, loop: { kind: "closed", connections: 1 } });
  expect(faults).toEqual(NO_FAULTS);
  expect(seen.slice(0, 4)).toEqual(["GET /a", "POST /%C3%A9", "GET /a", "POST /%C3%A9"]);
  expect(bodies.slice(0, 2)).toEqual(['{"né":"0000000007"}', '{"né":"0000000008"}']);
});

test.each([
  ["status", (response) => response.writeHead(500).end("ok")],
  ["length", (response) => response.end("okay")],
] as [string, (response: Parameters<RequestListener>[1]) => void][])(
  "a response of another %s is a fault and does not count",
  async (fault, answer) => {
    let served = 0;
    const port = await http((_request, response) => {
      if (served++ === 5) answer(response);
      else response.end("ok");
    });
    const result = await load({ port });
    expect(result.faults).toEqual({ ...NO_FAULTS, [fault]: 1 });
    expect(result.examples.join()).toMatch(/^GET \/: .+ instead of /);
    expect(result.completed).toBeGreaterThan(0);
  },
);

test.each([
  ["malformed", (socket: Socket): unknown => socket.write("nonsense\r\n\r\n")],
  ["malformed", (socket: Socket): unknown => socket.write("HTTP/1.1 204 No Content\r\n\r\nx")],
  [
    "closed",
    (socket: Socket): unknown => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"),
  ],
  ["closed", (socket: Socket): unknown => socket.destroy()],
  ["timeout", (): unknown => null],
] as const)("%s: a request without a response is a fault", async (fault, answer) => {
  const result = await load({
    port: await raw(answer),
    ...(fault === "timeout" && { timeoutMilliseconds: 100 }),
  });
  expect(result.faults[fault]).toBeGreaterThan(0);
  expect(result.faults).toEqual({ ...NO_FAULTS, [fault]: result.faults[fault] });
  expect(result.completed).toBe(0);
});

test("a server that is not there is a fault", async () => {
  const port = await http(() => {});
  servers.splice(0).forEach(({ server }) => server.close());
  const result = await load({ port });
  expect(result.faults.refused).toBeGreaterThan(0);
  expect(result.completed).toBe(0);
});

test("a server may close the connection with its response", async () => {
  const port = await http((_request, response) => {
    response.writeHead(200, { Connection: "close" }).end("ok");
  });
  const result = await load({ port });
  expect(result.faults).toEqual(NO_FAULTS);
  expect(result.completed).toBeGreaterThan(10);
});

test("an open loop sends as many as are due", async () => {
  let served = 0;
  const port = await http((_request, response) => {
    served++;
    response.end("ok");
  });
  const loop: Loop = { kind: "open", connections: 4, perSecond: 200 };
  const result = await load({ port, loop, milliseconds: 300 });
  expect(result.faults).toEqual(NO_FAULTS);
  // Those due within 300 of the 330 ms.
  expect(Math.abs(result.completed - 60)).toBeLessThanOrEqual(1);
  expect(Math.abs(served - 66)).toBeLessThanOrEqual(1);
});

test("latency of an open loop counts from when a request was due", async () => {
  // One connection and 20 ms an answer: the request that is due last waits for all before it.
  const port = await http((_request, response) => void setTimeout(() => response.end("ok"), 20));
  const loop: Loop = { kind: "open", connections: 1, perSecond: 100 };
  const { latency } = await load({ port, loop, milliseconds: 150 });
  // Eighteen requests are due in 180 ms and take 360.
  expect(latency.greatest).toBeGreaterThan(120);
});

test("what was due and could not be sent is a fault, and is not left out of the latency", async () => {
  const port = await raw(() => {});
  const loop: Loop = { kind: "open", connections: 1, perSecond: 100 };
  const result = await load({ port, loop, milliseconds: 100 });
  expect(result.faults.timeout).toBeGreaterThanOrEqual(10);
  expect(result.completed).toBe(0);
  expect(result.latency.count).toBeGreaterThanOrEqual(9);
  expect(result.latency.greatest).toBeGreaterThan(90);
});
