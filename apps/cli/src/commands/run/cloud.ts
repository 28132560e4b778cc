import { runCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { showProgress } from '../up/progress.ts';

interface InCloud {
  readonly dir: string;
  readonly env: string;
  readonly yes: boolean;
  readonly words: readonly string[];
}

/** Runs the program as a job of the environment and ends as it ended; what it says is printed as it comes. */
export async function runInCloud(context: CliContext, { dir, env, yes, words }: InCloud, service: string): Promise<void> {
  const { err, host, out } = context;
  const progress = showProgress(context);
  try {
    const code = await runCloud(dir, env, service, {
      host: { ...host, notify: progress.notify },
      env: context.env,
      words,
      consent: async ({ where, command }) => {
        err.line(`  ${err.style.strong(visible(service))}  ${err.style.command(visible(command))}  on ${visible(where)}`);
        if (yes) return true;
        return err.interactive ? host.confirm('Run it there?', true) : null;
      },
      onLine: ({ text }) => {
        progress.stop();
        out.line(visible(text));
      },
    });
    context.endWith(code);
  } finally {
    progress.stop();
  }
}
