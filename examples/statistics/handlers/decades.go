package handlers

import "strconv"

// decadesOf is the number of movies by the first year of their decade.
func decadesOf(counts []movieCount) map[string]int64 {
	decades := map[string]int64{}
	for _, one := range counts {
		decades[strconv.Itoa(one.Year-one.Year%10)] += one.Count
	}
	return decades
}
