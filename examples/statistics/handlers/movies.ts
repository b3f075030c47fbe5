/** movies: handlers, which are yours to write. gen-bench adds a stub where one is missing and changes nothing else. */
import type { GetMovieStatistics, ImportMovies, Movie } from "./custom.js";
import { decadesOf } from "./decades.js";

/** Count the caller's movies by genre and by decade */
export const getMovieStatistics: GetMovieStatistics = async ({ query, caller, database }) => {
  const rows = await database.query<{ genre: string; year: number; count: number }>(
    `select genre, year, count(*) as count from movies
      where creator_id = $1 and ($2::int is null or year >= $2) and ($3::text[] is null or genre = any($3))
      group by genre, year
      order by genre collate "C"`,
    [caller.id, query.from ?? null, query.genres ?? null],
  );
  const genres = new Map<string, number>();
  for (const { genre, count } of rows) genres.set(genre, (genres.get(genre) ?? 0) + count);
  const years = rows.map(({ year }) => year);
  return {
    status: 200,
    body: {
      count: rows.reduce((sum, { count }) => sum + count, 0),
      years:
        rows.length === 0 ? undefined : { first: Math.min(...years), last: Math.max(...years) },
      genres: [...genres]
        .map(([genre, count]) => ({ genre, count }))
        .toSorted((a, b) => b.count - a.count),
      decades: decadesOf(rows),
    },
  };
};

/** Add several movies, all or none */
export const importMovies: ImportMovies = async ({ body, caller, database }) => {
  const taken = await database.query<{ title: string }>(
    `select title from movies join unnest($2::text[], $3::int[]) as wanted (title, year) using (title, year)
      where creator_id = $1 order by id limit 1`,
    [caller.id, body.movies.map(({ title }) => title), body.movies.map(({ year }) => year)],
  );
  const names = body.movies.map(({ title, year }) => `${year} ${title}`);
  const twice = body.movies.find((_, index) => names.indexOf(names[index] ?? "") !== index);
  const conflict = taken[0] ?? twice;
  if (conflict !== undefined) {
    return { status: 409, body: { detail: "Movie already exists", title: conflict.title } };
  }
  const imported = await database.transaction(async (queries) => {
    const movies: Movie[] = [];
    for (const { title, genre, year } of body.movies) {
      const rows = await queries.query<Movie>(
        `with movie as (insert into movies (title, genre, year, creator_id) values ($1, $2, $3, $4) returning *)
          select movie.id, title, genre, year, username as creator from movie join accounts on accounts.id = creator_id`,
        [title, genre, year, caller.id],
      );
      movies.push(...rows);
    }
    return movies;
  });
  return { status: 201, body: { imported } };
};
