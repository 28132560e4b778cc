/** Queries of PostgreSQL's own catalogue. Names and meanings: https://www.postgresql.org/docs/current/catalogs.html */

export const schemas = `
  SELECT n.nspname, (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
  FROM pg_namespace n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')
  ORDER BY n.nspname <> 'public', n.nspname
  LIMIT $1`;

/** How many rows: of a table that was never analysed, what was counted since it was made. */
export const relations = `
  SELECT c.relname, c.relkind,
    CASE WHEN c.relkind IN ('r', 'm') THEN
      CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint ELSE pg_stat_get_live_tuples(c.oid) END
    END
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  ORDER BY c.relname
  LIMIT $2`;

export const columns = `
  SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum
  LIMIT $3`;

export const primaryKey = `
  SELECT a.attname
  FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
  WHERE n.nspname = $1 AND c.relname = $2 AND i.indisprimary
  ORDER BY array_position(i.indkey::int[], a.attnum::int)`;

export const estimate = `
  SELECT CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint ELSE pg_stat_get_live_tuples(c.oid) END
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2`;

export const typeNames = `SELECT oid, format_type(oid, NULL) FROM pg_type WHERE oid = ANY ($1::oid[])`;

/** The time of a transaction is that of its first statement; outside of one every statement is its own. */
export const isInTransaction = `SELECT now() <> statement_timestamp()`;
