/** A template that does not fit the view, or whose text the language's formatter cannot read. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";

  /**
   * @param template output path of the template
   * @param cause what is wrong, or the error of the engine or the formatter
   */
  constructor(template: string, cause: unknown) {
    super(`Template ${template}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
