/**
 * The control: about the least that a server in Node can do. What becomes of it from round to round is the machine's
 * doing, and not that of the servers measured beside it.
 */
import { createServer } from "node:http";

const BODY = '{"status":"ok"}';
const HEADERS = { "Content-Type": "application/json", "Content-Length": String(BODY.length) };

const server = createServer((_request, response) => {
  response.writeHead(200, HEADERS).end(BODY);
});
server.listen(Number(process.env["PORT"]), process.env["HOST"]);
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
});
