package handlers

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"server/internal/custom"
	"server/internal/jsonvalue"
	"server/internal/postgres"
	"server/internal/validate"
)

// OpenAnswer answers POST /answers/open.
func (h *Handlers) OpenAnswer(ctx context.Context, in *custom.OpenAnswerInput) (custom.OpenAnswerAnswer, error) {
	body := custom.OpenAnswer200Body{First: "é\u2028<", Free: &in.Body, Anything: in.Body.Get("anything")}
	body.Others = jsonvalue.Properties[int64]{{Name: "last", Value: 0}}
	return custom.OpenAnswer200{Body: body}, nil
}

// ClosedAnswer answers GET /answers/closed.
func (h *Handlers) ClosedAnswer(ctx context.Context, in *custom.ClosedAnswerInput) (custom.ClosedAnswerAnswer, error) {
	type moments struct {
		Day string
		At  time.Time
	}
	found, err := postgres.Collect(ctx, h.database, pgx.RowToStructByName[moments],
		"select date '2026-01-31'::text as day, timestamptz '2026-01-31 10:30:00.1239+01' as at")
	if err != nil {
		return nil, err
	}
	a := &found[0].Day
	if !found[0].At.Equal(time.Date(2026, 1, 31, 9, 30, 0, 123_900_000, time.UTC)) {
		a = new("2000-01-01")
	}
	return custom.ClosedAnswer200{Body: []custom.ClosedAnswer200BodyItem{
		{A: validate.Maybe[*string]{Given: true, Value: a}, B: 1e21},
		{B: 4.35},
		{A: validate.Maybe[*string]{Given: true}, B: 2},
	}}, nil
}

// EchoShape answers POST /answers/shape.
func (h *Handlers) EchoShape(ctx context.Context, in *custom.EchoShapeInput) (custom.EchoShapeAnswer, error) {
	given := in.Body
	at, err := time.Parse(time.RFC3339, strings.ToUpper(given.At))
	if err != nil {
		return nil, err
	}
	shape := custom.Shape{
		At: at, Day: given.Day, ID: given.ID, Lists: given.Lists, Counts: given.Counts,
		Nothing: given.Nothing, Maybe: given.Maybe, Kind: given.Kind,
	}
	if given.Parts != nil {
		parts := []custom.ShapePartsItem{}
		for _, part := range *given.Parts {
			parts = append(parts, custom.ShapePartsItem(part))
		}
		shape.Parts = &parts
	}
	return custom.EchoShape200{Body: shape}, nil
}

// TextAnswer answers GET /answers/text.
func (h *Handlers) TextAnswer(ctx context.Context, in *custom.TextAnswerInput) (custom.TextAnswerAnswer, error) {
	return custom.TextAnswer200{Body: `a "text"`}, nil
}

// BareAnswer answers GET /answers/bare/{kind}.
func (h *Handlers) BareAnswer(ctx context.Context, in *custom.BareAnswerInput) (custom.BareAnswerAnswer, error) {
	switch kind := in.Path.Kind; kind {
	case "nothing":
		return custom.BareAnswer202{}, nil
	case "false":
		return custom.BareAnswer203{Body: false}, nil
	case "null":
		return custom.BareAnswer200{}, nil
	default:
		return custom.BareAnswer200{Body: &custom.BareAnswer200Body{Kind: &kind}}, nil
	}
}
