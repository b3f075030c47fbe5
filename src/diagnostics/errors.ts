/** Errors that are not ours: the command line tells them in one line with what to do, and without a stack. */

/** The command was used in a way that cannot work, or was given bad files. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** @param remedy what to do, one sentence; empty when the message says it */
  constructor(
    message: string,
    readonly remedy = "",
  ) {
    super(message);
  }
}

/** A toolchain, database, port or network is not as needed. Exit code 3. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";

  /** @param remedy what to do, one sentence; empty when the message says it */
  constructor(
    message: string,
    readonly remedy = "",
  ) {
    super(message);
  }
}
