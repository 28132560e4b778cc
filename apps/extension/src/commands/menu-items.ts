import { isProgram } from '../model/look.ts';
import type { Snapshot } from '../model/snapshot.ts';

export interface MenuItem {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly command: string;
  readonly argument?: { readonly name: string };
}

/** What can be done now, the likeliest first. */
export function menuOf({ connection, blueprint, status, secrets, busy }: Snapshot): readonly MenuItem[] {
  if (connection === 'unavailable' || connection === 'lost')
    return [{ icon: 'refresh', label: 'Try Again', description: 'look for the workspace server', command: 'groundwork.retry' }];
  const items: MenuItem[] = [];
  const failed = [...(status?.services ?? []), ...(status?.resources ?? [])].filter(({ state }) => state === 'failed');
  for (const { name, reason } of failed)
    items.push({
      icon: 'error',
      label: `Why ${name} Failed`,
      description: reason?.message ?? '',
      command: 'groundwork.showFailure',
      argument: { name },
    });
  for (const { name, url, state } of status?.services ?? [])
    if (url !== null && state === 'ready')
      items.push({ icon: 'link-external', label: `Open ${name}`, description: url, command: 'groundwork.openService', argument: { name } });

  const active = (status?.running ?? false) || busy !== null;
  if (active) items.push({ icon: 'debug-stop', label: 'Stop', description: 'everything that runs', command: 'groundwork.down' });
  if (!busy && (!active || failed.length > 0) && (blueprint?.services.length ?? 0) > 0)
    items.push({
      icon: 'play',
      label: active ? 'Run Again' : 'Run',
      description: active ? 'what failed, and what was changed' : 'what will run is shown first',
      command: 'groundwork.up',
    });

  for (const { name, start } of (blueprint?.services ?? []).filter(isProgram))
    items.push({ icon: 'play', label: `Run ${name}`, description: start ?? '', command: 'groundwork.runService', argument: { name } });
  if (active && !busy)
    items.push({ icon: 'debug-restart', label: 'Restart a Service', description: '', command: 'groundwork.restartService' });
  items.push({ icon: 'type-hierarchy', label: 'Show the Map', description: 'services and what they need', command: 'groundwork.showMap' });
  items.push({ icon: 'history', label: 'Show Churn', description: 'what became of the lines', command: 'groundwork.showChurn' });
  if (active) items.push({ icon: 'output', label: 'Show Logs', description: '', command: 'groundwork.showLogs' });
  if ((blueprint?.resources.length ?? 0) > 0)
    items.push({
      icon: 'terminal',
      label: 'Connect to a Resource',
      description: 'its client, in a terminal',
      command: 'groundwork.connectResource',
    });
  const missing = secrets.filter(({ given }) => !given);
  if (missing.length > 0)
    items.push({
      icon: 'key',
      label: 'Give a Secret',
      description: missing.map(({ name }) => name).join(', '),
      command: 'groundwork.setSecret',
    });
  const questions = blueprint?.questions ?? [];
  if (questions.length > 0)
    items.push({
      icon: 'question',
      label: 'Answer a Question',
      description: questions[0]?.ask ?? '',
      command: 'groundwork.answerQuestion',
    });
  if (status && blueprint)
    items.push({ icon: 'trash', label: 'Reset ...', description: 'stop it and delete its data', command: 'groundwork.reset' });
  return items;
}
