/** The loader's own process: takes one job from its parent, and sends what `Message` says. */
import type { LoadJob, LoadResult } from "./job.js";
import { runLoad } from "./load.js";
import type { Edge } from "./window.js";

export type Message =
  | { readonly kind: "edge"; readonly edge: Edge }
  | { readonly kind: "result"; readonly result: LoadResult };

function send(message: Message): void {
  process.send?.(message);
}

// Without a parent there is nobody to load for.
process.on("disconnect", () => process.exit(0));
process.once("message", (job) => {
  void runLoad(job as LoadJob, (edge) => send({ kind: "edge", edge })).then((result) => {
    send({ kind: "result", result });
  });
});
