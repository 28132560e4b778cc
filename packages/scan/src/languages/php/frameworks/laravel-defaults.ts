import type { Expression, ObjectExpression } from '../../../syntax/expression.ts';
import type { Component } from '../../language.ts';

const line = 1;
const literal = (value: string): Expression => ({ kind: 'literal', value, line });
const env = (variable: string, fallback: string | null = null): Expression => ({
  kind: 'environment',
  variable,
  fallback: fallback === null ? null : literal(fallback),
  required: false,
  implicit: true,
  line,
});
const object = (entries: Readonly<Record<string, Expression>>): ObjectExpression => ({
  kind: 'object',
  type: null,
  entries: Object.entries(entries).map(([key, value]) => ({ key, value, line })),
  line,
});

const server = (driver: string, port: string, url: string): Expression =>
  object({
    driver: literal(driver),
    url: env(url),
    host: env('DB_HOST', '127.0.0.1'),
    port: env('DB_PORT', port),
    database: env('DB_DATABASE', 'forge'),
    username: env('DB_USERNAME', 'forge'),
    password: env('DB_PASSWORD', ''),
  });

/** Lumen, and Laravel from version 11 on, use their own configuration files where the application has none. */
export function laravelDefaults(component: Component): ReadonlyMap<string, ObjectExpression> {
  const lumen = component.dependencies.has('laravel/lumen-framework');
  const major = Number(/\d+/.exec(component.dependencies.get('laravel/framework')?.version ?? '')?.[0] ?? '0');
  if (!lumen && major < 11) return new Map();
  const url = lumen ? 'DATABASE_URL' : 'DB_URL';
  return new Map([
    [
      'database',
      object({
        default: env('DB_CONNECTION', lumen ? 'mysql' : 'sqlite'),
        connections: object({
          sqlite: object({ driver: literal('sqlite'), database: env('DB_DATABASE') }),
          mysql: server('mysql', '3306', url),
          pgsql: server('pgsql', '5432', url),
        }),
        redis: object({
          default: object({
            url: env('REDIS_URL'),
            host: env('REDIS_HOST', '127.0.0.1'),
            password: env('REDIS_PASSWORD'),
            port: env('REDIS_PORT', '6379'),
          }),
        }),
      }),
    ],
    [
      'queue',
      object({
        default: env('QUEUE_CONNECTION', lumen ? 'sync' : 'database'),
        connections: object({ database: object({ driver: literal('database') }), redis: object({ driver: literal('redis') }) }),
      }),
    ],
    [
      'cache',
      object({
        default: env(lumen ? 'CACHE_DRIVER' : 'CACHE_STORE', lumen ? 'file' : 'database'),
        stores: object({ redis: object({ driver: literal('redis') }) }),
      }),
    ],
    ['session', object({ driver: env('SESSION_DRIVER', lumen ? 'file' : 'database') })],
    ...(lumen
      ? []
      : ([
          [
            'mail',
            object({
              default: env('MAIL_MAILER', 'log'),
              mailers: object({
                smtp: object({
                  transport: literal('smtp'),
                  url: env('MAIL_URL'),
                  host: env('MAIL_HOST', '127.0.0.1'),
                  port: env('MAIL_PORT', '2525'),
                  username: env('MAIL_USERNAME'),
                  password: env('MAIL_PASSWORD'),
                }),
              }),
            }),
          ],
        ] as const)),
  ]);
}
