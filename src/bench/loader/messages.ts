/** The requests of a job in turn, each as it goes out. */
import { COUNTER, type LoadRequest } from "./job.js";

export interface Messages {
  next(): { readonly request: LoadRequest; readonly message: string };
}

/** @param requests at least one */
export function messagesOf(requests: readonly LoadRequest[]): Messages {
  const sources = requests.map((request) => ({ request, message: messageSource(request) }));
  let position = 0;
  return {
    next() {
      const source = sources[position];
      if (source === undefined) throw new Error("a job without requests");
      position = position + 1 === sources.length ? 0 : position + 1;
      return { request: source.request, message: source.message() };
    },
  };
}

function messageSource({ message, counterFrom = 0 }: LoadRequest): () => string {
  const parts = message.split(COUNTER);
  if (parts.length === 1) return () => message;
  let counter = counterFrom;
  return () => parts.join(String(counter++).padStart(COUNTER.length, "0"));
}
