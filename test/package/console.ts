/** Sessions of a page, ```console blocks: lines that begin with `$ ` are commands, the others what they answer. */

export interface Step {
  readonly command: string;
  /** `…` stands for anything: in a line, or, as a line of its own, for any number of lines. */
  readonly answer: string;
  /** Heading above it. */
  readonly heading: string;
}

export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  let heading = "";
  let inside = false;
  for (const line of page.split("\n")) {
    if (!inside && line.startsWith("## ")) heading = line.slice(3);
    else if (line.startsWith("```")) inside = !inside && line === "```console";
    else if (inside && line.startsWith("$ ")) {
      steps.push({ command: line.slice(2), answer: "", heading });
    } else if (inside) {
      const last = steps.pop();
      if (last === undefined) throw new Error(`an answer before any command: ${line}`);
      steps.push({ ...last, answer: `${last.answer}${line}\n` });
    }
  }
  return steps;
}

/** Whether a text is what was written down. */
export function patternOf(answer: string): RegExp {
  const lines = answer.split("\n").map((line) => {
    if (line === "…") return "(?:.*\\n)*?";
    return `${line
      .split("…")
      .map((text) => escaped(text))
      .join(".*")}\n`;
  });
  return new RegExp(`^${lines.slice(0, -1).join("")}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
