package handlers

import (
	"strconv"

	"server/internal/jsonvalue"
)

// decadesOf is the number of movies by the first year of their decade, in the order of years.
func decadesOf(counts []movieCount) jsonvalue.Properties[int64] {
	decades := map[string]int64{}
	for _, one := range counts {
		decades[strconv.Itoa(one.Year-one.Year%10)] += one.Count
	}
	return jsonvalue.SortedProperties(decades)
}
