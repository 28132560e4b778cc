import type { ResourceType } from '@groundwork/blueprint';
import type { LaunchedResource } from '@groundwork/toolkit';
import type { HttpApi } from './http/api.ts';
import type { Language, ResourceBrowser } from './browser.ts';

/** How resources of one type are looked into; its client is loaded with the first of them. */
export interface Kind {
  readonly language: Language | null;
  /** It is looked at through its page, which not every installation has. */
  readonly needsPage?: boolean;
  open(resource: LaunchedResource): Promise<ResourceBrowser>;
}

const documents = (api: () => Promise<HttpApi>): Kind => ({
  language: 'json',
  open: async ({ connection }) => (await import('./http/browser.ts')).browseHttp(connection, await api()),
});

const postgres: Kind = {
  language: 'sql',
  open: async ({ connection }) => (await import('./postgres/browser.ts')).browsePostgres(connection),
};

/** What has no line here can be reached with a client of its own, and not looked into from a window. */
const kinds: Readonly<Partial<Record<ResourceType, Kind>>> = {
  postgres,
  pgvector: postgres,
  mysql: { language: 'sql', open: async ({ connection }) => (await import('./mysql/browser.ts')).browseMysql(connection) },
  sqlite: { language: 'sql', open: async ({ connection }) => (await import('./sqlite/browser.ts')).browseSqlite(connection) },
  redis: { language: 'redis', open: async ({ connection }) => (await import('./redis/browser.ts')).browseRedis(connection) },
  mongodb: { language: 'mongodb', open: async ({ connection }) => (await import('./mongodb/browser.ts')).browseMongo(connection) },
  object_storage: {
    language: null,
    open: async ({ connection }) => (await import('./object-storage/browser.ts')).browseObjects(connection),
  },
  elasticsearch: documents(async () => (await import('./http/elasticsearch.ts')).elasticsearch),
  qdrant: documents(async () => (await import('./http/qdrant.ts')).qdrant),
  meilisearch: documents(async () => (await import('./http/meilisearch.ts')).meilisearch),
  rabbitmq: {
    language: null,
    needsPage: true,
    open: async ({ connection, page }) => (await import('./rabbitmq/browser.ts')).browseRabbit(connection, page ?? ''),
  },
  smtp: { language: null, needsPage: true, open: async ({ page }) => (await import('./mail/browser.ts')).browseMail(page ?? '') },
};

/** How one resource is looked into, `null` where it is not. */
export function kindOf({ type, page }: LaunchedResource): Kind | null {
  const kind = kinds[type];
  return kind === undefined || (kind.needsPage && page === null) ? null : kind;
}
