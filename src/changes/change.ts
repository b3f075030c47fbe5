/** One difference between two versions of an API, as a client sees it. */

export interface ApiChange {
  /** A client of the old version may fail with the new one. */
  readonly breaking: boolean;
  readonly subject: Subject;
  /** What is different, a clause without a full stop. Names stand between backticks. */
  readonly text: string;
}

export type Subject =
  | { readonly kind: "operation"; readonly name: string }
  | { readonly kind: "schema"; readonly name: string };

/** Which side of the wire a schema describes: a client writes requests and reads responses. */
export type Direction = "request" | "response";

export interface Collector {
  readonly add: (subject: Subject, text: string, breaking: boolean) => void;
  readonly changes: () => readonly ApiChange[];
}

/** The end of a text that says the same and more. */
export const REQUIRED = " and required";

/** Each difference once, however often its component is used; breaking if it is so anywhere. */
export function createCollector(): Collector {
  const found = new Map<string, ApiChange>();
  return {
    add(subject, text, breaking) {
      const identity = `${subject.kind} ${subject.name}\0${text}`;
      const known = found.get(identity)?.breaking ?? false;
      found.set(identity, { subject, text, breaking: breaking || known });
    },
    // What a request needs and a response has is told once.
    changes: () =>
      [...found].flatMap(([identity, change]) =>
        found.has(`${identity}${REQUIRED}`) ? [] : [change],
      ),
  };
}

/** Text of a document between backticks, which it cannot end. */
export function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
