import { exitCodes } from '@groundwork/host';
import type { EnvironmentState, Reason } from '@groundwork/toolkit';
import { clientsFor, isWell, lastLogLines } from '@groundwork/toolkit';
import { relative } from 'node:path';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';

interface PanelOptions {
  readonly dir: string;
  /** Where the person is: commands shown name the folder when it is another one. */
  readonly cwd: string;
  readonly detach: boolean;
  readonly already: boolean;
  readonly watched: boolean;
  readonly ms: number;
  readonly out: Terminal;
}

/** What a person needs once it is up: addresses, what serves the data, how to look and how to stop. What failed comes first. */
export function panel(state: EnvironmentState, options: PanelOptions): string {
  const { already, ms, out, detach, watched, dir, cwd } = options;
  const elsewhere = relative(cwd, dir);
  const folder = elsewhere === '' ? '' : ` ${quoted(elsewhere)}`;
  const option = folder === '' ? '' : ` --dir${folder}`;
  const { strong, quiet, command, good } = out.style;
  const failures = [...state.services, ...state.resources].filter(({ state: now }) => now === 'failed');
  const lines = failures.flatMap((failure) => failureLines(failure, options));
  if (isWell(state)) {
    const done = state.services.every(({ state: now }) => now === 'done');
    const heading = `${visible(state.name)} ${done ? 'is done' : already ? 'is up already' : 'is up'}`;
    lines.push(`  ${good('✔')} ${strong(heading)}  ${quiet(duration(ms))}`);
  }
  const width = Math.max(8, ...[...state.services, ...state.resources].map(({ name }) => name.length)) + 2;
  const row = (name: string, text: string): string => `    ${strong(visible(name).padEnd(width))} ${text}`;
  for (const { name, state: now, url } of state.services) {
    if (now === 'failed') continue;
    const word = {
      ready: url === null ? 'running' : 'healthy',
      done: 'done',
      scheduled: 'scheduled',
      starting: 'starting',
      stopped: 'stopped',
    }[now];
    lines.push(row(name, url !== null && now === 'ready' ? `${command(visible(url))}  ${quiet(word)}` : word));
  }
  const serverWidth = Math.max(0, ...state.resources.map(({ server }) => server?.length ?? 0));
  for (const resource of state.resources) {
    if (resource.state === 'ready')
      lines.push(row(resource.name, `${visible((resource.server ?? '').padEnd(serverWidth))}  ${wayTo(resource, option, out)}`));
  }
  const runs = state.phase === 'up' || state.services.some(({ state: now }) => now === 'ready' || now === 'scheduled');
  if (runs)
    lines.push(
      `    ${quiet('logs'.padEnd(width))} ${command(`gw logs -f${visible(option)}`)}  ${quiet('stop')} ${detach || already ? command(`gw down${visible(folder)}`) : 'Ctrl-C'}${watched ? `  ${quiet('watching')} restarts what changes` : ''}`,
    );
  return lines.join('\n');
}

/** As a shell reads it as one word. */
const quoted = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`);

/** How a person gets at what is in a resource: its page, its client, or at least its address. */
function wayTo({ name, type, url, page }: EnvironmentState['resources'][number], option: string, { style }: Terminal): string {
  if (page !== null) return style.command(visible(page));
  if (!url) return '';
  return clientsFor(type).length > 0 ? style.command(`gw connect ${visible(name)}${visible(option)}`) : style.quiet(visible(url));
}

export function failureLines(
  { name, reason, log }: { name: string; reason: Reason | null; log: string | null },
  { dir, out }: Pick<PanelOptions, 'dir' | 'out'>,
): string[] {
  const { bad, quiet, strong } = out.style;
  const where = reason?.where ? `  ${quiet(visible(reason.where.startsWith(dir) ? relative(dir, reason.where) : reason.where))}` : '';
  const lines = [`  ${bad('✘')} ${strong(visible(name))} ${bad('failed')}: ${visible(reason?.message ?? 'no reason was found')}${where}`];
  if (reason?.fix) lines.push(`    ${quiet('fix')} ${visible(reason.fix)}`);
  const shown = reason?.code === 'service.waits' || !log ? [] : lastLogLines(reason?.where?.endsWith('.log') ? reason.where : log, 8);
  for (const line of shown) lines.push(`    ${quiet('|')} ${visible(line)}`);
  if (shown.length > 0) lines.push(`    ${quiet('log')} ${visible(log ?? '')}`);
  return lines;
}

/** Something missing on this machine or from the person is 3; a program that does not work is 1. */
export function exitOf({ services, resources, reason }: EnvironmentState): number {
  const reasons = [...services, ...resources].flatMap((each) => (each.state === 'failed' && each.reason ? [each.reason.code] : []));
  const own = [...reasons, ...(reason ? [reason.code] : [])].filter((code) => code !== 'service.waits');
  return own.length > 0 && own.every((code) => missing.has(code)) ? exitCodes.notPossibleHere : exitCodes.failed;
}

const missing = new Set([
  'service.left_out',
  'toolchain.missing',
  'system.package',
  'host.unreachable',
  'variable.missing',
  'library.missing',
  'program.missing',
  'disk.full',
  'port.taken',
]);
