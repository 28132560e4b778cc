import { getService } from '@codingame/monaco-vscode-api';
import { SearchProviderType } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search';
import { ISearchService } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search.service';
import type { Shell } from '../shell.ts';
import { ServerSearch } from './provider.ts';

export async function startSearch({ connection, folder }: Shell): Promise<void> {
  const service = await getService(ISearchService);
  const provider = new ServerSearch(connection, folder.path);
  service.registerSearchResultProvider('file', SearchProviderType.file, provider);
  service.registerSearchResultProvider('file', SearchProviderType.text, provider);
}
