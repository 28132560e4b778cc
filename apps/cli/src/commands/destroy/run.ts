import { destroyCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { ask } from '../../terminal/ask.ts';
import { visible } from '../../terminal/text.ts';
import { showProgress } from '../up/progress.ts';
import type { DestroyFlags } from './command.ts';

/** Removes an environment. Data goes only where a person types the name of what holds it. */
export async function destroy(this: CliContext, flags: DestroyFlags, name: string, dir = this.cwd): Promise<void> {
  const { yes = false, delete: deleting = [], json = false } = flags;
  const progress = showProgress(this);
  try {
    const { kept, left } = await destroyCloud(dir, name, {
      host: { ...this.host, notify: progress.notify },
      env: this.env,
      deleting,
      consent: (what) => consent(this, name, { ...what, yes, deleting, json }),
    });
    progress.stop();
    if (json) return this.out.line(JSON.stringify({ environment: name, kept, left }));
    const { good, strong, warning } = this.out.style;
    this.out.line(
      `${good('✔')} ${strong(visible(name))} is removed${kept.length > 0 ? `, but for the data of ${kept.map((each) => visible(each)).join(', ')}` : ''}`,
    );
    for (const each of left) this.out.line(`  ${warning('!')} could not be removed: ${visible(each)}`);
  } finally {
    progress.stop();
  }
}

interface Asked {
  readonly where: string;
  readonly stateful: readonly string[];
  readonly yes: boolean;
  readonly deleting: readonly string[];
  readonly json: boolean;
}

async function consent({ err, host }: CliContext, name: string, { where, stateful, yes, deleting, json }: Asked): Promise<string[] | null> {
  if (yes) return [];
  if (!err.interactive || json) return null;
  if (!(await host.confirm(`Remove everything of ${visible(name)} from ${visible(where)}?`, false))) return null;
  const named: string[] = [];
  for (const resource of stateful.filter((each) => !deleting.includes(each))) {
    const answer = await ask(`${visible(resource)} holds data. Type its name to delete it, Enter keeps it: `, host.signal);
    if (answer?.trim() === resource) named.push(resource);
  }
  return named;
}
