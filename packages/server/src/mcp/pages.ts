import { z } from 'zod';

/** What a list is asked for with. */
export const pageInput = (most: number, usual: number) => ({
  offset: z.int().min(0).default(0).describe('How many to leave out, for the next page'),
  limit: z.int().min(1).max(most).default(usual).describe(`How many to give, ${most} at most`),
});

/** What a list says of itself. */
export const pageOutput = {
  total: z.int().describe('How many there are'),
  next: z.int().nullable().describe('`offset` of the next page; null where this is the last'),
};

export interface Paged<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: number | null;
}

export function pageOf<T>(all: readonly T[], { offset, limit }: { readonly offset: number; readonly limit: number }): Paged<T> {
  const items = all.slice(offset, offset + limit);
  const end = offset + items.length;
  return { items, total: all.length, next: end < all.length ? end : null };
}
