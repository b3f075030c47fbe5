/** One bounded round of mutants against a server: what it must not answer, and what came of it in numbers. */
import type { Address } from "../http/exchange.js";
import type { RawRequest } from "../http/message.js";
import { openConnection, type Connection } from "../process/connection.js";
import { staysOpen } from "../process/load.js";
import { mutate, type Mutant } from "./mutate.js";
import type { Random } from "./random.js";

export interface RoundOptions {
  readonly address: Address;
  /** Valid ones, to be made wrong. */
  readonly requests: readonly RawRequest[];
  readonly random: Random;
  readonly count: number;
  readonly connections: number;
}

export interface RoundResult {
  /** Answers by status; `closed` and `silent` where there was none and there need be none. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Answers of 500 and above, requests without an answer, and what is no HTTP. */
  readonly findings: readonly string[];
}

const ANSWER_MS = 8000;
/** A server that waits for the rest of a message is left to it. */
const SILENCE_MS = 50;

/** Never rejects: a server that is gone shows in the findings. */
export async function fuzzRound(options: RoundOptions): Promise<RoundResult> {
  const outcomes: Record<string, number> = {};
  const findings: string[] = [];
  const state = { left: options.count, refused: 0 };

  async function client(): Promise<void> {
    let connection: Connection | null = null;
    while (state.left > 0 && state.refused < 10) {
      state.left -= 1;
      const mutant = mutate(options.random.pick(options.requests), options.random);
      if (connection === null || connection.isClosed()) {
        connection?.destroy();
        connection = await openConnection(options.address);
      }
      if (connection === null) {
        state.refused += 1;
        findings.push("the connection was refused");
        continue;
      }
      const { outcome, finding, isOver } = await send(connection, mutant);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (finding !== null) findings.push(finding);
      // After bytes that are no message nobody knows where the next one begins.
      if (mutant.expects !== "answer" || isOver) {
        connection.destroy();
        connection = null;
      }
    }
    connection?.destroy();
  }

  await Promise.all(Array.from({ length: options.connections }, client));
  return { outcomes, findings };
}

async function send(
  connection: Connection,
  mutant: Mutant,
): Promise<{ outcome: string; finding: string | null; isOver: boolean }> {
  connection.send(mutant.bytes);
  if (mutant.expects === "cut") return { outcome: "cut", finding: null, isOver: true };
  const mayBeSilent = mutant.expects === "any";
  const answer = await connection.answer(mutant.method, mayBeSilent ? SILENCE_MS : ANSWER_MS);
  switch (answer.kind) {
    case "response": {
      const { status } = answer.response;
      const finding = status >= 500 ? tell(mutant, `${status} ${answer.response.body}`) : null;
      return { outcome: String(status), finding, isOver: !staysOpen({ outcome: answer }) };
    }
    case "malformed":
      return {
        outcome: "malformed",
        finding: mayBeSilent ? null : tell(mutant, answer.detail),
        isOver: true,
      };
    case "closed":
    case "timeout": {
      const outcome = answer.kind === "closed" ? "closed" : "silent";
      const finding = mayBeSilent ? null : tell(mutant, answer.detail);
      return { outcome, finding, isOver: true };
    }
  }
}

/** With the request as a JSON string, so that it can be sent again. */
function tell({ kind, bytes }: Mutant, what: string): string {
  return `${kind}: ${what.slice(0, 200)} for ${JSON.stringify(bytes.toString("latin1").slice(0, 600))}`;
}
