package handlers

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"server/internal/custom"
	"server/internal/postgres"
)

// movieCount is the number of movies of a genre and a year.
type movieCount struct {
	Genre string
	Year  int
	Count int64
}

// GetMovieStatistics answers GET /movies/statistics: Count the caller's movies by genre and by decade
func (h *Handlers) GetMovieStatistics(ctx context.Context, in *custom.GetMovieStatisticsInput) (custom.GetMovieStatisticsAnswer, error) {
	counts, err := postgres.Collect(ctx, h.database, pgx.RowToStructByName[movieCount],
		`select genre, year, count(*) as count from movies
			where creator_id = $1 and ($2::int is null or year >= $2) and ($3::text[] is null or genre = any($3))
			group by genre, year
			order by genre collate "C"`,
		in.Caller.ID, in.Query.From, in.Query.Genres)
	if err != nil {
		return nil, err
	}
	var body custom.MovieStatistics
	for _, one := range counts {
		body.Count += one.Count
		if last := len(body.Genres) - 1; last >= 0 && body.Genres[last].Genre == one.Genre {
			body.Genres[last].Count += one.Count
		} else {
			body.Genres = append(body.Genres, custom.MovieStatisticsGenresItem{Genre: one.Genre, Count: one.Count})
		}
	}
	slices.SortStableFunc(body.Genres, func(a, b custom.MovieStatisticsGenresItem) int {
		return cmp.Compare(b.Count, a.Count)
	})
	if len(counts) > 0 {
		byYear := func(a, b movieCount) int { return a.Year - b.Year }
		body.Years = &custom.MovieStatisticsYears{
			First: int64(slices.MinFunc(counts, byYear).Year),
			Last:  int64(slices.MaxFunc(counts, byYear).Year),
		}
	}
	body.Decades = decadesOf(counts)
	return custom.GetMovieStatistics200{Body: body}, nil
}

// ImportMovies answers POST /movies/import: Add several movies, all or none
func (h *Handlers) ImportMovies(ctx context.Context, in *custom.ImportMoviesInput) (custom.ImportMoviesAnswer, error) {
	conflict, err := h.findConflict(ctx, in)
	if err != nil {
		return nil, err
	}
	if conflict != nil {
		return custom.ImportMovies409{Body: custom.Conflict{Detail: "Movie already exists", Title: conflict}}, nil
	}
	var imported []custom.Movie
	err = h.database.Transaction(ctx, func(tx pgx.Tx) error {
		for _, movie := range in.Body.Movies {
			rows, _ := tx.Query(ctx, `with movie as (insert into movies (title, genre, year, creator_id) values ($1, $2, $3, $4) returning *)
				select movie.id, title, genre, year, username as creator from movie join accounts on accounts.id = creator_id`,
				movie.Title, movie.Genre, movie.Year, in.Caller.ID)
			added, err := pgx.CollectRows(rows, pgx.RowToStructByName[custom.Movie])
			if err != nil {
				return err
			}
			imported = append(imported, added...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return custom.ImportMovies201{Body: custom.ImportMovies201Body{Imported: imported}}, nil
}

// findConflict is the title of a movie that the caller has already, or that is in the body twice.
func (h *Handlers) findConflict(ctx context.Context, in *custom.ImportMoviesInput) (*string, error) {
	var titles []string
	var years []int64
	var twice *string
	seen := map[custom.MovieInput]bool{}
	for _, movie := range in.Body.Movies {
		titles, years = append(titles, movie.Title), append(years, movie.Year)
		key := custom.MovieInput{Title: movie.Title, Year: movie.Year}
		if seen[key] && twice == nil {
			twice = &movie.Title
		}
		seen[key] = true
	}
	taken, err := postgres.Collect(ctx, h.database, pgx.RowTo[string],
		`select title from movies join unnest($2::text[], $3::int[]) as wanted (title, year) using (title, year)
			where creator_id = $1 order by id limit 1`,
		in.Caller.ID, titles, years)
	if err != nil || len(taken) == 0 {
		return twice, err
	}
	return &taken[0], nil
}
