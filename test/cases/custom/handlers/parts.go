package handlers

import (
	"context"

	"github.com/jackc/pgx/v5"

	"server/internal/custom"
	"server/internal/postgres"
)

// ShowParts answers GET /parts/{id}.
func (h *Handlers) ShowParts(ctx context.Context, in *custom.ShowPartsInput) (custom.ShowPartsAnswer, error) {
	if in.Path.ID == 404 {
		var body custom.ShowParts404Body
		body.Detail = "Part not found"
		return custom.ShowParts404{Body: body}, nil
	}
	body := custom.ShowParts200Body{ID: in.Path.ID, Crumb: in.Cookie.Crumb, Trace: in.Header.XTrace}
	body.Word = in.Query.Word
	return custom.ShowParts200{Body: body}, nil
}

// SumParts answers POST /parts.
func (h *Handlers) SumParts(ctx context.Context, in *custom.SumPartsInput) (custom.SumPartsAnswer, error) {
	parts := []int64{}
	if in.Body != nil {
		parts = *in.Body
	}
	sums, err := postgres.Collect(ctx, h.database, pgx.RowTo[int64],
		"select coalesce(sum(part), 0) as sum from unnest($1::int[]) as part", parts)
	if err != nil {
		return nil, err
	}
	return custom.SumParts200{Body: sums[0]}, nil
}
