/**
 * A proxy in front of a correct server that can be told to do something wrong. It takes one request a connection, as
 * the runner of the contract sends them, and passes on what it does not change byte for byte.
 */
import { STATUS_CODES } from "node:http";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Api } from "../../src/model/index.js";
import { exchange, type Address, type Outcome } from "../../src/contract/http/exchange.js";
import { requestHead, type RawRequest, type RawResponse } from "../../src/contract/http/message.js";
import { routeOf } from "../../src/contract/probes/paths.js";
import { isResponse, type Call, type Tamper } from "./fault.js";
import { headerOf, splitTarget } from "./message.js";
import { readRequest } from "./read-request.js";

export interface Proxy {
  readonly url: string;
  /** From now on every exchange goes through this. */
  use(tamper: Tamper): void;
  /** What a fault itself has thrown since it came into use: then it is no fault of a server. */
  errors(): readonly unknown[];
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
/** In bytes: a body that a server may refuse for its length. */
const LONG = 1_048_576;

export async function startProxy(server: Address, api: Api): Promise<Proxy> {
  let current: { readonly tamper: Tamper; readonly errors: unknown[] } = { tamper: {}, errors: [] };
  const sockets = new Set<Socket>();
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    const { tamper, errors } = current;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
    // A client that does not wait for the answer is none of our business.
    socket.on("error", () => socket.destroy());
    serve(socket, server, api, tamper).catch((error: unknown) => {
      errors.push(error);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    use: (tamper) => void (current = { tamper, errors: [] }),
    errors: () => current.errors,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(client: Socket, server: Address, api: Api, tamper: Tamper): Promise<void> {
  const request = await readRequest(client);
  if (request === null) return void client.destroy();
  const call: Call = { ...request, operation: operationOf(api, request) };
  const wanted = (await tamper.request?.(call)) ?? request;
  if (isResponse(wanted)) return answer(client, request.method, wanted);
  if (headerOf(request, "Upgrade") !== undefined) return join(client, server, wanted);
  const asked =
    wanted.method === "HEAD" && tamper.response !== undefined
      ? { ...wanted, method: "GET" }
      : wanted;
  const outcome = await passOn(server, asked);
  if (outcome.kind !== "response") return void client.destroy();
  const { response } = outcome;
  answer(client, request.method, (await tamper.response?.(response, call)) ?? response);
}

/**
 * A server that refuses a long body closes before it has read it, and its answer is lost where the end of the
 * connection overtakes it. What was refused has changed nothing, so that it may be sent again.
 */
async function passOn(server: Address, request: RawRequest): Promise<Outcome> {
  const outcome = await exchange(server, request, TIMEOUT_MS);
  return outcome.kind === "closed" && request.body.length > LONG
    ? exchange(server, request, TIMEOUT_MS)
    : outcome;
}

/** The response of the server itself. */
export function responseOf(outcome: Outcome): RawResponse {
  if (outcome.kind !== "response") throw new Error(`no response: ${outcome.detail}`);
  return outcome.response;
}

function operationOf(api: Api, request: RawRequest): Call["operation"] {
  const method = request.method === "HEAD" ? "get" : request.method.toLowerCase();
  const path = routeOf(api, splitTarget(request)[0]);
  return path?.operations.find((one) => one.method === method) ?? null;
}

/** Framed as its headers say. */
function answer(client: Socket, method: string, response: RawResponse): void {
  const { status, headers, body, surplus } = response;
  const fields = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join("");
  const head = Buffer.from(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${fields}\r\n`,
    "latin1",
  );
  const chunked = headerOf(response, "Transfer-Encoding") !== undefined;
  const size = Buffer.from(`${body.length.toString(16)}\r\n`);
  const framed = chunked
    ? [size, body, Buffer.from(body.length === 0 ? "\r\n" : "\r\n0\r\n\r\n")]
    : [body];
  client.end(Buffer.concat([head, ...(method === "HEAD" ? [] : framed), surplus]));
}

/** From here on the two talk with each other: a WebSocket (RFC 6455). */
function join(client: Socket, server: Address, request: RawRequest): void {
  const upstream = connect(server, () => {
    upstream.write(requestHead(request));
    upstream.pipe(client);
    client.pipe(upstream);
    client.resume();
  });
  upstream.on("error", () => client.destroy());
  client.on("close", () => upstream.destroy());
}
