// Four routes as a good user of chi would write them by hand: pgx with its prepared statements, structs and
// encoding/json. It checks nothing of a request and knows no callers, so what a generated server is slower by is what its
// checks and its error handling cost.
//
// A change to this file must make it faster.
package main

import (
	"bytes"
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type server struct {
	pool       *pgxpool.Pool
	iterations int
}

type user struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Role     string `json:"role"`
}

type page struct {
	Count    int64   `json:"count"`
	Next     *string `json:"next"`
	Previous *string `json:"previous"`
	Results  []user  `json:"results"`
}

type registration struct {
	Username  string `json:"username"`
	Password  string `json:"password"`
	Email     string `json:"email"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
}

type profile struct {
	ID        int64  `json:"id"`
	Username  string `json:"username"`
	Email     string `json:"email"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
}

func main() {
	// As many threads as the generated server has, unless told otherwise.
	runtime.GOMAXPROCS(number(os.Getenv("WORKERS"), 1))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	config.MaxConns = int32(number(os.Getenv("DATABASE_POOL_SIZE"), 10))
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	s := &server{pool, number(os.Getenv("PASSWORD_ITERATIONS"), 1_000_000)}

	router := chi.NewRouter()
	router.Use(times)
	router.Get("/health", s.health)
	router.Get("/users/{id}", s.getUser)
	router.Get("/users", s.listUsers)
	router.Post("/api/v1/auth/register/", s.register)

	web := &http.Server{
		Addr:              net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT")),
		Handler:           router,
		ReadHeaderTimeout: 10 * time.Second,
	}
	go func() {
		<-ctx.Done()
		_ = web.Shutdown(context.Background())
	}()
	if err := web.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func number(text string, fallback int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return fallback
}

// timed sets the headers of times when the response begins.
type timed struct {
	http.ResponseWriter
	started time.Time
}

func (w *timed) WriteHeader(status int) {
	now := time.Now()
	taken := float64(now.Sub(w.started).Nanoseconds()) / 1e6
	w.Header().Set("X-Server-Time", now.UTC().Format("2006-01-02T15:04:05.000Z"))
	w.Header().Set("X-Response-Time", strconv.FormatFloat(taken, 'f', 2, 64)+"ms")
	w.ResponseWriter.WriteHeader(status)
}

func times(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&timed{w, time.Now()}, r)
	})
}

func send(w http.ResponseWriter, status int, body any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
}

func fail(w http.ResponseWriter, err error) {
	log.Print(err)
	http.Error(w, `{"detail":"Internal Server Error"}`, http.StatusInternalServerError)
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	send(w, http.StatusOK, struct {
		Status string `json:"status"`
	}{"ok"})
}

const getUser = `
select
  accounts_user.id,
  accounts_user.username,
  coalesce(accounts_user.role, 'CUSTOMER') as role
from accounts_user
where accounts_user.id = $1::int8`

func (s *server) getUser(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		send(w, http.StatusNotFound, map[string]string{"detail": "User not found"})
		return
	}
	var found user
	err = s.pool.QueryRow(r.Context(), getUser, id).Scan(&found.ID, &found.Username, &found.Role)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		send(w, http.StatusNotFound, map[string]string{"detail": "User not found"})
	case err != nil:
		fail(w, err)
	default:
		send(w, http.StatusOK, found)
	}
}

const (
	listHead = `
select
  page.id,
  page.username,
  coalesce(page.role, 'CUSTOMER') as role,
  total.count
from (
  select count(*) as count
  from accounts_user`
	listMiddle = `
) as total
left join (
  select
    accounts_user.id,
    accounts_user.username,
    accounts_user.role
  from accounts_user`
	listTail = `
  order by accounts_user.id
  limit greatest($2::int8, 0)
  offset least(greatest(($1::int8 - 1)::numeric * $2::int8, 0), 9223372036854775807)::int8
) as page on true
order by page.id`
	bySearch = " where strpos(lower(accounts_user.username), lower($3::text)) > 0"
	byRole   = " where coalesce(accounts_user.role, 'CUSTOMER') = $3::text"
	byBoth   = bySearch + " and coalesce(accounts_user.role, 'CUSTOMER') = $4::text"

	listAll    = listHead + listMiddle + listTail
	listSearch = listHead + bySearch + listMiddle + bySearch + listTail
	listRole   = listHead + byRole + listMiddle + byRole + listTail
	listBoth   = listHead + byBoth + listMiddle + byBoth + listTail
)

func (s *server) listUsers(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	current, size := number(query.Get("page"), 1), number(query.Get("page_size"), 10)
	search, role := query.Get("search"), query.Get("role")
	var rows pgx.Rows
	switch {
	case search != "" && role != "":
		rows, _ = s.pool.Query(r.Context(), listBoth, current, size, search, role)
	case search != "":
		rows, _ = s.pool.Query(r.Context(), listSearch, current, size, search)
	case role != "":
		rows, _ = s.pool.Query(r.Context(), listRole, current, size, role)
	default:
		rows, _ = s.pool.Query(r.Context(), listAll, current, size)
	}
	answer := page{Results: make([]user, 0, size)}
	var (
		id             *int64
		username, code *string
	)
	_, err := pgx.ForEachRow(rows, []any{&id, &username, &code, &answer.Count}, func() error {
		if id != nil {
			answer.Results = append(answer.Results, user{*id, *username, *code})
		}
		return nil
	})
	if err != nil {
		fail(w, err)
		return
	}
	if int64(current*size) < answer.Count {
		answer.Next = link(query, current+1)
	}
	if current > 1 {
		answer.Previous = link(query, current-1)
	}
	send(w, http.StatusOK, answer)
}

func link(query url.Values, to int) *string {
	query.Set("page", strconv.Itoa(to))
	text := "?" + query.Encode()
	return &text
}

const register = `
insert into accounts_user (
  password,
  is_superuser,
  username,
  first_name,
  last_name,
  email,
  is_staff,
  is_active,
  date_joined,
  role
)
values (
  $1::text,
  false,
  $2::text,
  $3::text,
  $4::text,
  $5::text,
  false,
  true,
  date_trunc('milliseconds', now()),
  'CUSTOMER'
)
returning
  accounts_user.id,
  accounts_user.username,
  accounts_user.email,
  accounts_user.first_name,
  accounts_user.last_name`

func (s *server) register(w http.ResponseWriter, r *http.Request) {
	var given registration
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		send(w, http.StatusBadRequest, map[string]string{"detail": "Malformed JSON"})
		return
	}
	random := make([]byte, 16)
	_, _ = rand.Read(random)
	salt := base64.RawURLEncoding.EncodeToString(random)
	key, err := pbkdf2.Key(sha256.New, given.Password, []byte(salt), s.iterations, sha256.Size)
	if err != nil {
		fail(w, err)
		return
	}
	hash := "pbkdf2_sha256$" + strconv.Itoa(s.iterations) + "$" + salt + "$" + base64.StdEncoding.EncodeToString(key)
	var made profile
	err = s.pool.QueryRow(r.Context(), register, hash, given.Username, given.FirstName, given.LastName, given.Email).
		Scan(&made.ID, &made.Username, &made.Email, &made.FirstName, &made.LastName)
	if err != nil {
		fail(w, err)
		return
	}
	send(w, http.StatusCreated, made)
}
