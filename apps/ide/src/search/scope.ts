import type { IExpression } from '@codingame/monaco-vscode-api/vscode/vs/base/common/glob';
import type { IFolderQuery, ISearchQuery } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search';

/** Where to look, as the server is told. */
export interface Scope {
  readonly include: string[];
  readonly exclude: string[];
  readonly useIgnoreFiles: boolean;
  readonly limit: number;
}

const mostResults = 20_000;

/** One scope for each folder the workbench wants searched: the folder that is open, or some below it. */
export function scopesOf(query: ISearchQuery, workspace: string): readonly Scope[] {
  return query.folderQueries.flatMap((folder) => {
    const below = pathBelow(folder.folder.path, workspace);
    return below === null ? [] : [scopeOf(query, folder, below)];
  });
}

function scopeOf(query: ISearchQuery, folder: IFolderQuery, below: string): Scope {
  const include = [...globsOf(query.includePattern), ...globsOf(folder.includePattern)];
  const exclude = [...globsOf(query.excludePattern), ...(folder.excludePattern ?? []).flatMap(({ pattern }) => globsOf(pattern))];
  const inside = (glob: string): string => (below === '' ? glob : `${below}/${glob}`);
  const limited = below !== '' && include.length === 0 ? [`${below}/**`] : include.map(inside);
  return {
    include: limited,
    exclude: exclude.map((glob) => (glob.startsWith('**/') ? glob : inside(glob))),
    useIgnoreFiles: folder.disregardIgnoreFiles !== true,
    limit: Math.min(query.maxResults || mostResults, mostResults),
  };
}

/** A pattern that depends on what lies beside a file (`when`) leaves nothing out: such files are shown once too often, not too rarely. */
function globsOf(expression: IExpression | undefined): string[] {
  return Object.entries(expression ?? {}).flatMap(([glob, on]) => (on === true ? [glob] : []));
}

function pathBelow(folder: string, workspace: string): string | null {
  if (folder === workspace) return '';
  return folder.startsWith(`${workspace}/`) ? folder.slice(workspace.length + 1) : null;
}
