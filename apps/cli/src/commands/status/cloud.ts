import type { Observed } from '@groundwork/provision';
import { statusCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';

/** Prints what runs in an environment of a cloud or cluster. */
export async function statusOfCloud(context: CliContext, name: string, dir: string, json: boolean): Promise<void> {
  const status = await statusCloud(dir, name, { host: context.host, env: context.env });
  if (json) return context.out.line(JSON.stringify(status, null, 2));
  const { strong, quiet, bad } = context.out.style;
  const phase = {
    absent: 'nothing is deployed',
    working: 'a deployment is at work',
    deployed: '',
    failed: 'failed',
    half: 'half made or half deleted',
  }[status.phase];
  context.out.line(`  ${strong(visible(name))}  ${quiet(visible(status.where))}${phase === '' ? '' : `  ${phase}`}`);
  if (status.reason !== null) context.out.line(`  ${bad(visible(status.reason))}`);
  for (const line of cloudStatusLines(status, context.out)) context.out.line(line);
}

/** One line for each service and resource. */
export function cloudStatusLines({ services, resources }: Observed, { style }: Terminal): string[] {
  const { strong, quiet, command, good, bad, warning } = style;
  const looks = { ready: good, done: good, scheduled: good, starting: warning, failed: bad, stopped: quiet };
  const width = Math.max(8, ...[...services, ...resources].map(({ name }) => name.length)) + 2;
  return [
    ...services.map(({ name, state, url, ready, wanted, reason }) => {
      const copies = wanted > 1 || ready < wanted ? quiet(`${ready} of ${wanted}`) : '';
      const rest = [url === null ? '' : command(visible(url)), copies, reason === null ? '' : visible(reason)].filter(Boolean).join('  ');
      return `  ${strong(visible(name).padEnd(width))} ${looks[state](state.padEnd(10))} ${rest}`.trimEnd();
    }),
    ...resources.map(({ name, state, server }) =>
      `  ${strong(visible(name).padEnd(width))} ${looks[state](state.padEnd(10))} ${visible(server ?? '')}`.trimEnd(),
    ),
  ];
}
