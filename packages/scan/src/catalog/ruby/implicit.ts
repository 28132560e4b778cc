/** A variable that a gem reads by itself, written to the path a setting of it would have. */
export interface ImplicitVariable {
  readonly gems: readonly string[];
  readonly path: readonly string[];
  readonly variable: string;
  readonly fallback: string | null;
  /** It is told otherwise where an assignment's path matches. */
  readonly unless: RegExp;
}

export const implicitVariables: readonly ImplicitVariable[] = [
  // https://github.com/sidekiq/sidekiq/wiki/Using-Redis
  {
    gems: ['sidekiq'],
    path: ['Sidekiq', 'redis', 'url'],
    variable: 'REDIS_URL',
    fallback: 'redis://localhost:6379/0',
    unless: /(^|\.)redis$|(^|\.)redis\.(url|host)$/,
  },
  {
    gems: ['searchkick'],
    path: ['Searchkick', 'client', 'url'],
    variable: 'ELASTICSEARCH_URL',
    fallback: 'http://localhost:9200',
    unless: /^Searchkick\.client/,
  },
];
