import type { LanguageServerStatus } from '@groundwork/protocol';
import type { Disposable } from 'vscode';
import type { Shell } from '../shell.ts';
import type { ClientState } from './client.ts';
import { getCommand, restartCommand } from './commands.ts';

/** A quiet line behind `{}` in the status bar, for files of its languages: how it is, and what would make it better. */
export function showStatus({ api }: Shell, status: LanguageServerStatus, state: ClientState): Disposable {
  const { LanguageStatusSeverity: severity } = api;
  const { id, title, languages, available, reason, fix, limited } = status;
  const item = api.languages.createLanguageStatusItem(
    `groundwork.${id}`,
    languages.map((language) => ({ language, scheme: 'file' })),
  );
  item.name = title;
  if (!available) {
    item.severity = severity.Information;
    item.text = `${title} is not here`;
    item.detail = reason ?? '';
    if (fix !== null) item.command = { title: 'Get it', tooltip: fix, command: getCommand, arguments: [fix] };
    return item;
  }
  item.text = state === 'ended' ? `${title} ended` : title;
  item.severity = state === 'ended' ? severity.Error : severity.Information;
  item.busy = state === 'starting';
  item.detail = limited ?? '';
  item.command = { title: 'Restart', command: restartCommand, arguments: [id] };
  return item;
}
