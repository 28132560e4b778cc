import { watchFolder, type Reaction, type UpSession } from '@groundwork/toolkit';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext } from '../../context.ts';
import { printError } from '../../errors/print.ts';
import { visible } from '../../terminal/text.ts';
import { failureLines } from './panel.ts';
import type { ProgressDisplay } from './progress.ts';

/** What was done is shown by then. */
const afterEventsMs = 300;

/** Says what changed and what came of it, for as long as the folder is watched. */
export async function watch(context: CliContext, { dir, blueprint }: UpSession, progress: ProgressDisplay): Promise<void> {
  const { err } = context;
  await watchFolder({
    dir,
    blueprint,
    host: { ...context.host, notify: progress.notify },
    reacts: (reaction) => progress.say(reactionLine(reaction, context)),
    settled: (state) => {
      void sleep(afterEventsMs).then(() => {
        const failures = [...state.services, ...state.resources].filter((each) => each.state === 'failed');
        for (const failure of failures) progress.say(failureLines(failure, { dir, out: err }).join('\n'));
        if (failures.length > 0) progress.say(`  ${err.style.quiet('the rest stays up; the next change tries again')}`);
      });
    },
    failed: (error) => progress.say(printError(error, context)),
  });
}

function reactionLine({ files, restart, differences }: Reaction, { err }: CliContext): string {
  const { quiet, strong } = err.style;
  const [first = '', ...others] = files;
  const what = [...differences, ...(restart.length > 0 ? [`restarting ${restart.join(', ')}`] : [])].join('; ');
  return `  ${strong('~')} ${visible(first)}${others.length > 0 ? quiet(` and ${others.length} more`) : ''}  ${quiet(visible(what))}`;
}
