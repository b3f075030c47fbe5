/** The languages that servers are written in, by name. Each is loaded when it is used. */
import type { Language } from "./language.js";

const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {
  go: async () => (await import("./go/index.js")).go,
  typescript: async () => (await import("./typescript/index.js")).typescript,
};

export function languageNames(): readonly string[] {
  return Object.keys(LANGUAGES);
}

export async function loadLanguage(name: string): Promise<Language> {
  const load = LANGUAGES[name];
  if (load === undefined) throw new Error(`There is no language "${name}"`);
  return load();
}

export type { HandlerFiles, Language, LanguageInput, TargetOptions, View } from "./language.js";
