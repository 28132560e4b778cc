import type { DomainHandlers } from '../rpc/domains.ts';
import { fuzzy } from './fuzzy.ts';
import { pathsOf } from './paths.ts';
import { searchText } from './text.ts';

/** Searches the workspace with ripgrep. */
export const searchHandlers: DomainHandlers<'search'> = (context) => ({
  'search/files': async ({ pattern, limit, ...scope }) => fuzzy(await pathsOf(context.workspace).list(scope), pattern, limit),
  'search/text': async (query, signal) => searchText(context, query, signal),
});
