import { dotnetOperations } from './dotnet.ts';
import { goOperations } from './go.ts';
import { javaOperations } from './java.ts';
import { nodeOperations } from './node.ts';
import { phpOperations } from './php.ts';
import { pythonOperations } from './python.ts';
import { rubyOperations } from './ruby.ts';
import { rustOperations } from './rust.ts';
import type { OperationTable } from './table.ts';

/** What libraries do with resources, one table a library and type. */
export const operationTables: readonly OperationTable[] = [
  ...pythonOperations,
  ...nodeOperations,
  ...goOperations,
  ...javaOperations,
  ...rubyOperations,
  ...phpOperations,
  ...rustOperations,
  ...dotnetOperations,
];
