// Package handlers answers the operations that are yours to write. Its files are yours as well: gen-bench adds a stub
// where a method is missing, to the file of its tag, and changes nothing else.
package handlers

import "server/internal/postgres"

// Handlers holds what the methods work with.
type Handlers struct {
	database *postgres.Database
}

// New is called once, before the server listens.
func New(database *postgres.Database) *Handlers {
	return &Handlers{database: database}
}
