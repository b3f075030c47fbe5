/** A handler in Go that answers the wrong thing must not compile: its types come from the document. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeProjects } from "../../src/cli/several.js";
import { runCommand } from "../../src/toolchain/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";
import { runnableTargets, startOptions } from "./several.js";

/** One thing changed in the handlers of the example, and what the compiler has to say about it. */
const WRONG = [
  {
    what: "a status that is not documented",
    right: "return custom.ImportMovies201{",
    wrong: "return custom.ImportMovies202{",
    told: "undefined: custom.ImportMovies202",
  },
  {
    what: "an answer of another operation",
    right: "return custom.GetMovieStatistics200{Body: body}, nil",
    wrong: "return custom.ImportMovies201{}, nil",
    told: "does not implement custom.GetMovieStatisticsAnswer (missing method answersGetMovieStatistics)",
  },
  {
    what: "an answer of its own making",
    right: "return custom.GetMovieStatistics200{Body: body}, nil",
    wrong: "return struct{ custom.Answer }{}, nil",
    told: "does not implement custom.GetMovieStatisticsAnswer (missing method answersGetMovieStatistics)",
  },
  {
    what: "a body of another type",
    right: "custom.GetMovieStatistics200{Body: body}",
    wrong: 'custom.GetMovieStatistics200{Body: "many"}',
    told: "as custom.MovieStatistics value in struct literal",
  },
  {
    what: "a property that the schema does not have",
    right: "body.Count += one.Count",
    wrong: "body.Counts += one.Count",
    told: "body.Counts undefined",
  },
  {
    what: "a property of another type",
    right: "body.Decades = decadesOf(counts)",
    wrong: "body.Decades = counts",
    told: "in assignment",
  },
  {
    what: "a handler that is missing",
    right: "func (h *Handlers) ImportMovies(",
    wrong: "func (h *Handlers) AddMovies(",
    told: "(missing method ImportMovies)",
  },
] as const;

const example = documentCases().find(({ name }) => name === "statistics");
if (example === undefined) throw new Error("the example is missing");
const { targets } = await runnableTargets();
const inGo = targets.filter(({ language }) => language === "go");
const options = { ...startOptions(lowered(example), inGo), handlers: example.handlers };

beforeAll(() => makeProjects(options), 300_000);

test.each(inGo)("$name refuses wrong answers", { timeout: 300_000 }, async (target) => {
  const folder = options.folderOf(target);
  const file = join(folder, "internal/handlers/movies.go");
  const text = await readFile(file, "utf8");
  const vet = () => runCommand(["go", "vet", "."], { cwd: folder });
  await vet();
  try {
    for (const { what, right, wrong, told } of WRONG) {
      expect(text, what).toContain(right);
      await writeFile(file, text.replace(right, wrong));
      const complaints = await vet().then(
        () => "",
        (error: unknown) => String(error),
      );
      expect(complaints, what).toContain(told);
    }
  } finally {
    await writeFile(file, text);
  }
});
