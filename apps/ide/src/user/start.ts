import { FileOperationError, FileOperationResult } from '@codingame/monaco-vscode-api/vscode/vs/platform/files/common/files';
import type { Shell } from '../shell.ts';
import { isBroken } from './broken.ts';
import { pathOfUserFile } from './names.ts';

const files = [
  { name: 'settings.json', what: 'settings', command: 'workbench.action.openSettingsJson' },
  { name: 'keybindings.json', what: 'keyboard shortcuts', command: 'workbench.action.openGlobalKeybindingsFile' },
] as const;

/** Settings that cannot be read are said to be so, and left as they are. */
export function startUserData({ api }: Shell): void {
  for (const each of files) void look(api, each).catch(() => {});
}

async function look({ window, workspace, commands, Uri }: Shell['api'], { name, what, command }: (typeof files)[number]): Promise<void> {
  const fails = await workspace.fs.readFile(Uri.from({ scheme: 'vscode-userdata', path: pathOfUserFile(name) })).then(
    (bytes) => (isBroken(new TextDecoder().decode(bytes)) ? 'there is a mistake in it' : null),
    (cause: unknown) => (isMissing(cause) ? null : cause instanceof Error ? cause.message : String(cause)),
  );
  if (fails === null) return;
  const open = `Open ${name}`;
  const answer = await window.showWarningMessage(`Your ${what} are not all in use: ${name} cannot be read (${fails}).`, open);
  if (answer === open) await commands.executeCommand(command);
}

function isMissing(cause: unknown): boolean {
  if (cause instanceof FileOperationError) return cause.fileOperationResult === FileOperationResult.FILE_NOT_FOUND;
  return cause instanceof Error && 'code' in cause && cause.code === 'FileNotFound';
}
