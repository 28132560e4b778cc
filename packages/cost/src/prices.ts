import { cacheFolder } from '@groundwork/host/cache';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pricesFileSchema, pricesIn, type PricesFile } from './lists/list.ts';
import type { Price } from './quantity.ts';

export interface Prices {
  readonly prices: readonly Price[];
  /** Files of refreshed prices that could not be read, and are as if they were not there. */
  readonly broken: readonly string[];
}

/** Folder of what `gw prices refresh` read: it can be deleted at any time. */
export function pricesFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(cacheFolder(env), 'prices');
}

/** The prices that are shipped, those of a refresh instead where there are some. */
export async function loadPrices(folder: string): Promise<Prices> {
  // Whoever only estimates does not load it.
  const { snapshot } = await import('./snapshot/index.ts');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map(async (name) => ({ name, file: await readPrices(join(folder, name)) })));
  const refreshed = files.flatMap(({ file }) => (file ? pricesIn(file) : []));
  const known = new Set(refreshed.map(idOf));
  const shipped = snapshot.flatMap(pricesIn).filter((price) => !known.has(idOf(price)));
  return { prices: [...refreshed, ...shipped], broken: files.flatMap(({ name, file }) => (file ? [] : [join(folder, name)])) };
}

const idOf = ({ price, region }: Price): string => `${price} ${region}`;

async function readPrices(path: string): Promise<PricesFile | null> {
  try {
    return pricesFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}
