/** The pattern of every string, since PostgreSQL cannot store U+0000. A language may spell it in a way of its own. */
export const NO_NUL = "^[^\\u0000]*$";
