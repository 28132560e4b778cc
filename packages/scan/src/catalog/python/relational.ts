import type { ResourceType } from '@groundwork/blueprint';

/** What a URL told to a mapper may name. */
export const relational: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite', 'clickhouse', 'spanner'];
