import { getService, IWorkspaceTrustManagementService } from '@codingame/monaco-vscode-api';
import type { Shell } from '../shell.ts';

/**
 * A folder that came from elsewhere is not trusted: its settings start no program, and its tasks run by no hand but a person's. Who let
 * Groundwork run its commands trusts it; our own examples are trusted by who ships them.
 */
export async function startTrust({ connection, hello }: Shell): Promise<void> {
  const management = await getService(IWorkspaceTrustManagementService);
  const trust = (): void => {
    if (!management.isWorkspaceTrusted()) void management.setWorkspaceTrust(true);
  };
  await management.workspaceTrustInitialized;
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
