import type { Property } from '@groundwork/blueprint';
import type { Told } from '../values/told.ts';

/** What has to be there in a server, and which variables are told of it. */
export interface Names {
  /** Each once, in the order the code names them; empty where no variable carries one. */
  readonly all: readonly string[];
  /** Values of the variables for which the code has no name of its own. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Names of the queues, topics, buckets or tables of one server. What the code falls back to, or a person gave, stays as it is; a
 * variable without a value gets a name made of its own (`ORDERS_QUEUE_NAME` -> `orders`), so that two of them are two things.
 */
export function namesIn({ variables }: Told, property: Property, otherwise: string): Names {
  const mine = variables.filter((variable) => variable.property === property);
  const named = mine.map(({ name, value }) => ({ name, given: value, is: isName(value) ? value : nameFrom(name, property, otherwise) }));
  return {
    all: [...new Set(named.map(({ is }) => is))],
    variables: Object.fromEntries(named.flatMap(({ name, given, is }) => (given === is ? [] : [[name, is]]))),
  };
}

/** A plain word: no address, no placeholder (`<your-bucket>`, `${BUCKET}`). */
const isName = (value: string | null): value is string => value !== null && /^[A-Za-z0-9][\w.-]*$/.test(value);

/** Words of a variable's name that say what it is, not what it is called. */
const words = new Set(['aws', 's3', 'sqs', 'sns', 'kafka', 'dynamodb', 'gcs', 'minio', 'name', 'url', 'uri', 'arn', 'id', 'default']);

export function nameFrom(variable: string, property: Property, otherwise: string): string {
  const own = variable
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '' && !words.has(word) && word !== property && word !== `${property}s`);
  const name = own.join('-').replace(/[^a-z0-9-]/g, '');
  return /^[a-z].{2}/.test(name) ? name : otherwise;
}
