/** Prettier, the only formatter of TypeScript output. */
const PARSERS: Readonly<Record<string, string>> = { ".ts": "typescript", ".json": "json" };

export async function format(path: string, text: string): Promise<string> {
  const parser = PARSERS[path.slice(path.lastIndexOf("."))];
  if (parser === undefined) return text;
  const prettier = await import("prettier");
  return prettier.format(text, { parser, printWidth: 100 });
}
