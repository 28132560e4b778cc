/** Images that add one extension. */
const elsewhere: Readonly<Record<string, (major: string) => string>> = {
  vector: (major) => `docker.io/pgvector/pgvector:pg${major}`,
  postgis: (major) => `docker.io/postgis/postgis:${major}-3.5`,
};
/** What comes with PostgreSQL itself, and so with its image. */
const own = new Set(
  (
    'adminpack amcheck bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch hstore ' +
    'intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap pg_prewarm pg_stat_statements pg_trgm ' +
    'pg_visibility pgcrypto pgrowlocks pgstattuple plpgsql postgres_fdw seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time ' +
    'unaccent uuid-ossp xml2'
  ).split(' '),
);

/** The image for a version with these extensions, `null` where none has them all. */
export function postgresImage(extensions: readonly string[], version: string | null): string | null {
  const major = version?.split('.')[0] ?? '17';
  const [name, ...more] = extensions.filter((extension) => !own.has(extension));
  if (name === undefined) return `docker.io/library/postgres:${version ?? '17'}`;
  return more.length > 0 ? null : (elsewhere[name]?.(major) ?? null);
}
