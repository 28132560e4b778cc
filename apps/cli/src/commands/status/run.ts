import { status as statusOfFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { statusOfCloud } from './cloud.ts';
import { visible } from '../../terminal/text.ts';

/** Prints the state of every service and resource. */
export async function status(this: CliContext, { json = false, env }: { json?: boolean; env?: string }, dir = this.cwd): Promise<void> {
  if (env !== undefined && env !== 'local') return statusOfCloud(this, env, dir, json);
  const now = await statusOfFolder(dir, { host: this.host });
  if (json) return this.out.line(JSON.stringify(now, null, 2));
  const { strong, quiet, command, good, bad, warning } = this.out.style;
  const looks = { ready: good, done: good, scheduled: good, starting: warning, failed: bad, stopped: quiet };
  const width = Math.max(8, ...[...now.services, ...now.resources].map(({ name }) => name.length)) + 2;
  for (const { name, kind, state, url, reason } of now.services) {
    const rest = [url === null ? quiet(kind) : command(visible(url)), reason ? visible(reason.message) : ''].filter(Boolean).join('  ');
    this.out.line(`  ${strong(visible(name).padEnd(width))} ${looks[state](state.padEnd(10))} ${rest}`);
  }
  for (const { name, type, state, server, url, reason } of now.resources) {
    const rest = [visible(server ?? type), quiet(visible(url ?? '')), reason ? visible(reason.message) : ''].filter(Boolean).join('  ');
    this.out.line(`  ${strong(visible(name).padEnd(width))} ${looks[state](state.padEnd(10))} ${rest}`);
  }
  for (const { id, ask } of now.questions) this.out.line(`  ${warning('?')} ${visible(id)}  ${visible(ask)}`);
}
