/**
 * Copies Swagger UI and ReDoc into the templates, once for all targets:
 *   npm install --no-save swagger-ui-dist@5.35.0 redoc@2.5.4 && node scripts/vendor-docs.mjs
 * Source map references go, and so does the one picture that ReDoc would load from a CDN.
 */
import { readFileSync, writeFileSync } from "node:fs";

const modules = new URL(process.argv[2] ?? "../node_modules/", import.meta.url);
const target = new URL("../templates/_all/static/docs/", import.meta.url);

const FILES = {
  "swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
  "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
  "redoc.standalone.js": "redoc/bundles/redoc.standalone.js",
};

const EMPTY_IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

for (const [name, source] of Object.entries(FILES)) {
  const text = readFileSync(new URL(source, modules), "utf8")
    .replace(/(\/\/|\/\*)# sourceMappingURL=[\w.-]+\.map(\*\/)?\s*$/, "")
    .replaceAll("https://cdn.redoc.ly/redoc/logo-mini.svg", EMPTY_IMAGE);
  if (text.includes("cdn.redoc.ly")) throw new Error(`${name} still refers to a CDN`);
  writeFileSync(new URL(name, target), text);
}
