import type { Language } from "../language.js";
import { format } from "./format.js";
import { handlers } from "./handler-files.js";
import { view } from "./view.js";

export const go: Language = { name: "go", view, format, handlers };
