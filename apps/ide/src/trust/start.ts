import {
  getService,
  IContextKeyService,
  IDialogService,
  IWorkspaceTrustManagementService,
  IWorkspaceTrustRequestService,
} from '@codingame/monaco-vscode-api';
import { WorkspaceTrustUriResponse } from '@codingame/monaco-vscode-api/vscode/vs/platform/workspace/common/workspaceTrust';
import {
  MANAGE_TRUST_COMMAND_ID,
  WorkspaceTrustContext,
} from '@codingame/monaco-vscode-api/vscode/vs/workbench/contrib/workspace/common/workspace';
import type { Shell } from '../shell.ts';

/**
 * A folder that came from elsewhere is not trusted: its settings start no program, and its tasks run by no hand but a person's. Who let
 * Groundwork run its commands trusts it; our own examples are trusted by who ships them.
 */
export async function startTrust({ api, connection, hello }: Shell): Promise<void> {
  const management = await getService(IWorkspaceTrustManagementService);
  await answerRequests(hello.name, api, management);
  const trust = (): void => {
    if (!management.isWorkspaceTrusted()) void management.setWorkspaceTrust(true);
  };
  await management.workspaceTrustInitialized;
  await showInContext(management);
  if (hello.example) trust();
  connection.on('environment/changed', ({ running }) => {
    if (running) trust();
  });
  const look = async (): Promise<void> => {
    const { running } = await connection.call('environment/status', {});
    if (running) trust();
  };
  if (!management.isWorkspaceTrusted()) void look().catch(() => {});
}

/** Asks for trust, in our words, when a part of the workbench needs it. To open a file is to read it: that needs none. */
async function answerRequests(name: string, { commands }: Shell['api'], management: IWorkspaceTrustManagementService): Promise<void> {
  const [requests, dialogs] = await Promise.all([getService(IWorkspaceTrustRequestService), getService(IDialogService)]);
  const ask = async (): Promise<boolean> => {
    const { confirmed } = await dialogs.confirm({
      message: `Trust the folder ${name}?`,
      detail: 'Its own settings and tasks can start programs then, as you. Trust it if you know who wrote it, or have read what it runs.',
      primaryButton: 'Trust This Folder',
    });
    return confirmed;
  };
  requests.onDidInitiateWorkspaceTrustRequest(async () => {
    await requests.completeWorkspaceTrustRequest((await ask()) ? true : undefined);
  });
  requests.onDidInitiateResourcesTrustRequest(async ({ uri }) => {
    await requests.completeResourcesTrustRequest(uri, (await ask()) ? WorkspaceTrustUriResponse.Open : WorkspaceTrustUriResponse.Cancel);
  });
  requests.onDidInitiateOpenFilesTrustRequest(() => void requests.completeOpenFilesTrustRequest(WorkspaceTrustUriResponse.Open));
  commands.registerCommand(MANAGE_TRUST_COMMAND_ID, async () => {
    if (!management.isWorkspaceTrusted() && (await ask())) await management.setWorkspaceTrust(true);
  });
}

async function showInContext(management: IWorkspaceTrustManagementService): Promise<void> {
  const context = await getService(IContextKeyService);
  WorkspaceTrustContext.IsEnabled.bindTo(context).set(true);
  const trusted = WorkspaceTrustContext.IsTrusted.bindTo(context);
  trusted.set(management.isWorkspaceTrusted());
  management.onDidChangeTrust((is) => trusted.set(is));
}
