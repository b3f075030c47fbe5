/** Configuration files that do not say what spec/config.schema.json describes. */
import type { Codes } from "./entry.js";

export const configurationCodes = {
  "unknown-setting": {
    severity: "error",
    message: '"{name}" is no setting',
    remedy: "Remove it; spec/config.schema.json describes all that there are.{suggestion}",
  },
  "invalid-setting": {
    severity: "error",
    message: "{subject} {problem}",
    remedy: "Correct it; spec/config.schema.json describes what can be said.",
  },
  "unknown-target": {
    severity: "error",
    message: 'there is no target "{name}"',
    remedy: "`gen-bench targets` lists those that there are.{suggestion}",
  },
  "target-twice": {
    severity: "error",
    message: "{target} is generated already",
    remedy: "Name each target once; another name for it is the same target.",
  },
  "folder-twice": {
    severity: "error",
    message: "{folder} is the folder of {other} already",
    remedy: "Give each a folder of its own: what one generates, the other would delete.",
  },
} as const satisfies Codes;
