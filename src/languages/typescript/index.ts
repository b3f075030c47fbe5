import type { Language } from "../language.js";
import { format } from "./format.js";
import { handlers } from "./handlers.js";
import { view } from "./view.js";

export const typescript: Language = { name: "typescript", view, format, handlers };
