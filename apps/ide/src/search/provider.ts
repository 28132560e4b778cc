import type { CancellationToken } from '@codingame/monaco-vscode-api/vscode/vs/base/common/cancellation';
import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import {
  SearchRange,
  type IFileMatch,
  type IFileQuery,
  type ISearchComplete,
  type ISearchProgressItem,
  type ISearchResultProvider,
  type ITextQuery,
} from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search';
import type { MessageOf, WindowConnection } from '@groundwork/protocol';
import { scopesOf, type Scope } from './scope.ts';

type Match = MessageOf<'search/matches'>['matches'][number];

/** Searches on the server's machine, for the search view and quick open. */
export class ServerSearch implements ISearchResultProvider {
  readonly #connection: WindowConnection;
  readonly #workspace: string;

  constructor(connection: WindowConnection, workspace: string) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  async getAIName(): Promise<string | undefined> {
    return undefined;
  }

  async clearCache(): Promise<void> {}

  async fileSearch(query: IFileQuery, token?: CancellationToken): Promise<ISearchComplete> {
    const signal = signalOf(token);
    const found = await Promise.all(
      scopesOf(query, this.#workspace).map((scope) =>
        this.#connection.call(
          'search/files',
          { ...scope, pattern: query.filePattern ?? '', limit: query.exists ? 1 : scope.limit },
          signal,
        ),
      ),
    );
    const paths = new Set(found.flatMap(({ paths: each }) => each));
    const limitHit = query.exists ? paths.size > 0 : found.some(({ limited }) => limited);
    const results = query.exists ? [] : [...paths].map((path) => ({ resource: this.#uriOf(path) }));
    return { results, limitHit, messages: [] };
  }

  async textSearch(query: ITextQuery, report?: (item: ISearchProgressItem) => void, token?: CancellationToken): Promise<ISearchComplete> {
    const signal = signalOf(token);
    const results: IFileMatch[] = [];
    const take = (matches: readonly Match[]): void => {
      for (const [path, ofFile] of Map.groupBy(matches, (match) => match.path)) {
        const file = { resource: this.#uriOf(path), results: ofFile.map(toResult) };
        results.push(file);
        report?.(file);
      }
    };
    const ends = await Promise.all(scopesOf(query, this.#workspace).map((scope) => this.#textIn(scope, query, take, signal)));
    return { results, limitHit: ends.some(({ limited }) => limited), messages: [] };
  }

  async #textIn(
    scope: Scope,
    { contentPattern }: ITextQuery,
    take: (matches: readonly Match[]) => void,
    signal: AbortSignal,
  ): Promise<{ readonly limited: boolean }> {
    const { pattern, isRegExp = false, isCaseSensitive = false, isWordMatch = false, isMultiline = false } = contentPattern;
    const id = crypto.randomUUID();
    const listening = this.#connection.on('search/matches', (message) => {
      if (message.id === id && !signal.aborted) take(message.matches);
    });
    try {
      const params = { ...scope, id, pattern, isRegExp, isCaseSensitive, isWordMatch, isMultiline };
      return await this.#connection.call('search/text', params, signal);
    } finally {
      listening.dispose();
    }
  }

  #uriOf(path: string): URI {
    return URI.file(`${this.#workspace}/${path}`);
  }
}

function toResult({ ranges, preview, previewRanges }: Match): NonNullable<IFileMatch['results']>[number] {
  const rangeLocations = ranges.map((source, at) => ({ source: toRange(source), preview: toRange(previewRanges[at] ?? source) }));
  return { previewText: preview, rangeLocations };
}

function toRange({ startLine, startColumn, endLine, endColumn }: Match['ranges'][number]): SearchRange {
  return new SearchRange(startLine, startColumn, endLine, endColumn);
}

function signalOf(token: CancellationToken | undefined): AbortSignal {
  const abort = new AbortController();
  if (token?.isCancellationRequested) abort.abort();
  token?.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
