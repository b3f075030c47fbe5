package handlers

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"server/internal/custom"
	"server/internal/postgres"
)

var errTakenBack = errors.New("taken back")

// PutJob answers PUT /jobs/{name}.
func (h *Handlers) PutJob(ctx context.Context, in *custom.PutJobInput) (custom.PutJobAnswer, error) {
	if in.Path.Name == "none" {
		return custom.PutJob404{Body: custom.PutJob404Body{Detail: "Job not found"}}, nil
	}
	// What fails takes back all that was done.
	err := h.database.Transaction(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "create table jobs (name text)"); err != nil {
			return err
		}
		return errTakenBack
	})
	if !errors.Is(err, errTakenBack) {
		return nil, err
	}
	there, err := postgres.Collect(ctx, h.database, pgx.RowTo[int64], "select 1 from pg_tables where tablename = 'jobs'")
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return nil, errors.New("nothing was taken back")
	}
	return custom.PutJob204{}, nil
}

// MakeMistake answers GET /mistakes/{kind}.
func (h *Handlers) MakeMistake(ctx context.Context, in *custom.MakeMistakeInput) (custom.MakeMistakeAnswer, error) {
	switch in.Path.Kind {
	case "body":
		var bodies []custom.MakeMistake200Body
		return custom.MakeMistake200{Body: bodies[len(in.Path.Kind)]}, nil
	case "status":
		return nil, nil
	case "thrown":
		return nil, errors.New("on purpose")
	default:
		return custom.MakeMistake200{Body: custom.MakeMistake200Body{Count: 1}}, nil
	}
}
