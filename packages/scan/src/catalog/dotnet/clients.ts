import type { Library } from '../library.ts';
import { aspire } from './aspire.ts';
import { caches } from './caches.ts';
import { cloud } from './cloud.ts';
import { databases } from './databases.ts';
import { models } from './models.ts';
import { queues } from './queues.ts';
import { search } from './search.ts';

/** Everything that connects. */
export const dotnetClients: readonly Library[] = [...databases, ...caches, ...queues, ...cloud, ...search, ...models, ...aspire];
