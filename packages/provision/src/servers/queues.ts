import type { BoundVariable, Told } from '../values/told.ts';
import { awsAccount } from './aws.ts';
import { nameFrom, namesIn } from './names.ts';

export interface Queues {
  readonly names: readonly string[];
  /** Addresses and names by the variable that is told of them. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The queues of a blueprint. A variable that carries a URL may want that of a queue, of the server, or what SQS puts in front of a
 * queue's name; the address it has without us tells which, else its own name does.
 */
export function queuesOf(told: Told, endpoint: string, otherwise: string): Queues {
  const named = namesIn(told, 'queue', otherwise);
  const names = [...named.all];
  const variables: Record<string, string> = { ...named.variables };
  for (const variable of told.variables) {
    // A URL of another scheme (`sqs://key:secret@host`) is for a library that knows it.
    if (variable.property !== 'url' || variable.form?.startsWith('sqs')) continue;
    const queue = queueIn(variable, otherwise);
    if (queue !== null) names.push(queue);
    variables[variable.name] = queue === null ? serverAddress(variable, endpoint) : `${endpoint}/${awsAccount}/${queue}`;
  }
  return { names: [...new Set(names)].filter(isQueue), variables };
}

function queueIn({ name, value }: BoundVariable, otherwise: string): string | null {
  const path = pathOf(value);
  const [, queue] = path;
  if (queue !== undefined) return isQueue(queue) ? queue : null;
  return path.length === 0 && /queue/i.test(name) ? nameFrom(name, 'queue', otherwise) : null;
}

/** Laravel and others put the queue's name behind an address that ends with the number of the account. */
const serverAddress = ({ value }: BoundVariable, endpoint: string): string =>
  pathOf(value).length === 0 ? endpoint : `${endpoint}/${awsAccount}`;

function pathOf(url: string | null): string[] {
  if (url === null || !URL.canParse(url)) return [];
  return new URL(url).pathname.split('/').filter((part) => part !== '');
}

/** What SQS takes as a name. */
const isQueue = (name: string): boolean => /^[\w-]{1,75}(?:\.fifo)?$/.test(name);
