import { SyncDescriptor, type IEditorOverrideServices } from '@codingame/monaco-vscode-api';
import { ISearchService } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/search/common/search.service';
import search from '@codingame/monaco-vscode-search-service-override';
import { SearchService } from '@codingame/monaco-vscode-search-service-override/vscode/vs/workbench/services/search/common/searchService';

/** VS Code's own search, without the provider that reads every file of the folder into the page. */
export function searchServices(): IEditorOverrideServices {
  return { ...search(), [ISearchService.toString()]: new SyncDescriptor(SearchService, [], true) };
}
