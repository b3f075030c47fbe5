/**
 * Generated servers beside hand-written ones of the same framework: `npm run bench:servers`. Both run at once on one
 * database and are measured in turns, with the control server beside them. They start anew for every round: two
 * processes of the same server differ more than two minutes of one. Prints throughput and CPU time a request, and what
 * the generated server reaches of the baseline, with 95 % intervals. Fails where a response was not as expected, or the
 * lower bound of a throughput ratio is below `--at-least`.
 *
 *   npm run bench:servers -- --target fastify --route "GET /users" --rounds 12 --seconds 1
 */
import { parseArgs } from "node:util";
import { findBaselines, readRoutes } from "./bench-servers/baselines.js";
import { measureRoute } from "./bench-servers/route.js";
import { printControl, printRoute } from "./bench-servers/print.js";
import { withDatabase } from "./bench-servers/servers.js";

const { values } = parseArgs({
  options: {
    target: { type: "string" },
    route: { type: "string", default: "" },
    rounds: { type: "string", default: "12" },
    seconds: { type: "string", default: "1" },
    connections: { type: "string", default: "32" },
    rows: { type: "string", default: "1000" },
    iterations: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    "at-least": { type: "string", default: "0.85" },
  },
});
const routes = await readRoutes();
const chosen = routes.filter(({ name }) => name.includes(values.route));
const options = { rows: Number(values.rows), iterations: Number(values.iterations) };
const failures: string[] = [];
for (const baseline of await findBaselines(values.target)) {
  await withDatabase(baseline, options, async (start) => {
    for (const [index, route] of chosen.entries()) {
      const measured = await measureRoute(start, route, {
        rounds: Number(values.rounds),
        milliseconds: Number(values.seconds) * 1000,
        connections: Number(values.connections),
        seed: Number(values.seed) + index,
      });
      failures.push(...printRoute(route.name, baseline, measured, Number(values["at-least"])));
      printControl(measured);
    }
  });
}
for (const failure of failures) console.error(`failed: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;
