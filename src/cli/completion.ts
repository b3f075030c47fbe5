/** `gen-bench completion SHELL`, and the answers to the questions that its scripts ask. */
import { complete, type Completion } from "./complete.js";
import type { ExitCode } from "./exit.js";
import { QUESTION, type Shell } from "./shells.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

/** One line for each answer: the word, and after a tab what it is. Errors are no answer. */
export async function answerQuestion(
  words: readonly string[],
  { out }: Terminal,
): Promise<ExitCode> {
  const found = await complete(words, targetNames).catch(() => []);
  out(found.map(({ text, describe }) => `${text}\t${describe}\n`).join(""));
  return 0;
}

async function targetNames(templates: string | undefined): Promise<readonly Completion[]> {
  const targets = await allTargets(templates);
  return targets.map(({ name, title, language }) => ({
    text: name,
    describe: `${title}, ${language}`,
  }));
}

export function printScript(shell: Shell, { out }: Terminal): ExitCode {
  out(SCRIPTS[shell]);
  return 0;
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of gen-bench for bash: source <(gen-bench completion bash)
_gen_bench() {
  local IFS=$'\\n'
  COMPREPLY=($(gen-bench ${QUESTION} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -F _gen_bench gen-bench
`,
  zsh: `#compdef gen-bench
# Completion of gen-bench for zsh: source <(gen-bench completion zsh)
_gen_bench() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(gen-bench ${QUESTION} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then _describe gen-bench found; else _files; fi
}
compdef _gen_bench gen-bench
`,
  fish: `# Completion of gen-bench for fish: gen-bench completion fish > ~/.config/fish/completions/gen-bench.fish
function __gen_bench_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)[2..-1] (commandline --cut-at-cursor --current-token)
    set -l found (gen-bench ${QUESTION} $words 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline --cut-at-cursor --current-token)
    end
end
complete --command gen-bench --no-files --arguments '(__gen_bench_complete)'
`,
};
