/**
 * A plugin of esbuild: modules named `*.checks.ts` (src/schemas/compile.ts) become the functions that Ajv makes of their
 * schemas, so that the command neither loads nor runs a compiler.
 */
import { dirname } from "node:path";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

/** What `compileSchemas` is while the schemas are asked for. */
const ASKED = `export const asked = {};
export function compileSchemas(options, schemas) {
  Object.assign(asked, { options, schemas });
  return {};
}`;

/** @type {import("esbuild").Plugin} */
export const compileChecks = {
  name: "compile-checks",
  setup({ onLoad }) {
    onLoad({ filter: /\.checks\.ts$/ }, async ({ path }) => {
      const { options, schemas } = await askedIn(path);
      const ajv = new Ajv({ ...options, code: { source: true, esm: true } });
      for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
      const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
      // As a package of CommonJS is seen by Node.
      const standalone = standaloneCode.default ?? standaloneCode;
      return { contents: standalone(ajv, names), loader: "js", resolveDir: dirname(path) };
    });
  },
};

/**
 * @param {string} path
 * @returns {Promise<{ options: import("ajv").Options, schemas: Record<string, object> }>}
 */
async function askedIn(path) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from ${JSON.stringify(path)};\nexport { asked } from "asked";`,
      resolveDir: dirname(path),
    },
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "warning",
    plugins: [
      {
        name: "asked",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^asked$|\/schemas\/compile\.js$/ }, () => ({
            path: "asked",
            namespace: "asked",
          }));
          onLoad({ filter: /.*/, namespace: "asked" }, () => ({ contents: ASKED }));
        },
      },
    ],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${path} was not bundled`);
  const { asked } = await import(
    `data:text/javascript;base64,${Buffer.from(file.contents).toString("base64")}`
  );
  return asked;
}
