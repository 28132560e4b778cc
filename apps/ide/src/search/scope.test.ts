import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import { QueryType, type ITextQuery } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search';
import { expect, test } from 'vitest';
import { scopesOf } from './scope.ts';

const query = (given: Partial<ITextQuery>): ITextQuery => ({
  type: QueryType.Text,
  contentPattern: { pattern: 'loaf' },
  folderQueries: [{ folder: URI.file('/srv/bakery') }],
  ...given,
});

test('what is switched off, and what depends on a neighbour, leaves nothing out', () => {
  const excludePattern = { '**/node_modules': true, '**/*.js': { when: '$(basename).ts' }, '**/ovens': false };
  expect(scopesOf(query({ excludePattern }), '/srv/bakery')).toEqual([
    { include: [], exclude: ['**/node_modules'], useIgnoreFiles: true, limit: 20_000 },
  ]);
});

test('a folder below the one that is open limits what is looked at', () => {
  const below = { folder: URI.file('/srv/bakery/ovens'), excludePattern: [{ pattern: { 'ash/**': true, '**/tmp': true } }] };
  expect(scopesOf(query({ folderQueries: [below] }), '/srv/bakery')).toMatchObject([
    { include: ['ovens/**'], exclude: ['ovens/ash/**', '**/tmp'] },
  ]);
  expect(scopesOf(query({ folderQueries: [below], includePattern: { '**/*.py': true } }), '/srv/bakery')).toMatchObject([
    { include: ['ovens/**/*.py'] },
  ]);
});

test('a folder elsewhere is not searched', () => {
  expect(scopesOf(query({ folderQueries: [{ folder: URI.file('/srv/bakery-old') }] }), '/srv/bakery')).toEqual([]);
});

test('ignore files are read unless the person said not to, and results are limited', () => {
  const folderQueries = [{ folder: URI.file('/srv/bakery'), disregardIgnoreFiles: true }];
  expect(scopesOf(query({ folderQueries, maxResults: 50 }), '/srv/bakery')).toMatchObject([{ useIgnoreFiles: false, limit: 50 }]);
});
