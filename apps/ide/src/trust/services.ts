import {
  IWorkspaceTrustEnablementService,
  IWorkspaceTrustManagementService,
  IWorkspaceTrustRequestService,
  type IEditorOverrideServices,
} from '@codingame/monaco-vscode-api';
import { SyncDescriptor } from '@codingame/monaco-vscode-api/vscode/vs/platform/instantiation/common/descriptors';
import type { WorkspaceTrustRequestOptions } from '@codingame/monaco-vscode-api/vscode/vs/platform/workspace/common/workspaceTrust';
import {
  WorkspaceTrustManagementService,
  WorkspaceTrustRequestService,
} from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/workspaces/common/workspaceTrust';

/** Trust is always asked for: there is no setting that a person could be talked into. */
class TrustIsOn implements IWorkspaceTrustEnablementService {
  declare readonly _serviceBrand: undefined;
  isWorkspaceTrustEnabled(): boolean {
    return true;
  }
}

/** What the debugger says when it asks, for F5 and for Ctrl+F5. */
const ofDebugger = /^(?:Debugging|Running) executes build tasks and program code/;

/**
 * To debug asks by itself, with the commands that would run before the person's eyes (`debug/configurations.ts`), and a task that is to
 * run first asks as every task does: once is enough.
 */
class TrustRequests extends WorkspaceTrustRequestService {
  override async requestWorkspaceTrust(options?: WorkspaceTrustRequestOptions): Promise<boolean | undefined> {
    return ofDebugger.test(options?.message ?? '') || (await super.requestWorkspaceTrust(options));
  }
}

/** VS Code's keeping of trust, without its dialogs, its page and its settings: `start.ts` asks. */
export function trustServices(): IEditorOverrideServices {
  return {
    [IWorkspaceTrustEnablementService.toString()]: new SyncDescriptor(TrustIsOn),
    [IWorkspaceTrustManagementService.toString()]: new SyncDescriptor(WorkspaceTrustManagementService),
    [IWorkspaceTrustRequestService.toString()]: new SyncDescriptor(TrustRequests),
  };
}
