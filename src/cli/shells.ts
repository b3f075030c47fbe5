/** The shells that completion scripts are printed for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

/** The argument that the scripts ask with; the words of the command line follow it. */
export const QUESTION = "--get-completions";
