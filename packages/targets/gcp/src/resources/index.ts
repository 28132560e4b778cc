import type { ResourceType } from '@groundwork/blueprint';
import type { ResourceRenderer } from '../render/context.ts';
import { cloudSql } from './cloud-sql.ts';
import { memcached, redis } from './memorystore.ts';
import { storage } from './storage.ts';

/** What makes each type; a type without a row is either outside of the project or has no server there (`support`). */
export const renderers: Partial<Readonly<Record<ResourceType, ResourceRenderer>>> = {
  postgres: (resource, context) => cloudSql(resource, context, 'postgres'),
  pgvector: (resource, context) => cloudSql(resource, context, 'postgres'),
  mysql: (resource, context) => cloudSql(resource, context, 'mysql'),
  mssql: (resource, context) => cloudSql(resource, context, 'mssql'),
  redis,
  memcached,
  object_storage: storage,
};

/** Types that others run: the code is told their address and key by secrets that a person gives. */
export const outside: ReadonlySet<ResourceType> = new Set(['smtp', 'llm_api', 'pinecone', 'azure_ai_search', 'otel']);
