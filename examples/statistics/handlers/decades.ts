/** The number of movies by the first year of their decade, in the order of years. */
export function decadesOf(
  rows: readonly { readonly year: number; readonly count: number }[],
): Record<string, number> {
  const decades: Record<string, number> = {};
  for (const { year, count } of rows) {
    const decade = String(year - (year % 10));
    decades[decade] = (decades[decade] ?? 0) + count;
  }
  return decades;
}
