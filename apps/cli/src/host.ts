import type { Host, ProgressEvent } from '@groundwork/host';
import type { Terminal } from './terminal/terminal.ts';
import { ask, askHidden } from './terminal/ask.ts';
import { visible } from './terminal/text.ts';

interface HostOptions {
  readonly err: Terminal;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/**
 * The host of a command that shows no live progress: warnings become lines on stderr, questions are asked there when a
 * person is watching. A command that draws its own progress spreads this one and replaces `notify`.
 */
export function createHost({ err, json, signal }: HostOptions): Host {
  return {
    signal,
    notify: (event) => {
      if (!json) warn(event, err);
    },
    confirm: (question, fallback) => (err.interactive && !json ? confirm(question, fallback, signal) : Promise.resolve(fallback)),
    secret: (question) => (err.interactive && !json ? askHidden(question, signal) : Promise.resolve(null)),
  };
}

function warn(event: ProgressEvent, err: Terminal): void {
  if (event.type !== 'note' || event.level !== 'warning') return;
  const where = event.where === undefined ? '' : `  ${err.style.quiet(visible(event.where))}`;
  err.line(`${err.style.warning('!')} ${visible(event.message)}${where}`);
}

async function confirm(question: string, fallback: boolean, signal: AbortSignal): Promise<boolean> {
  const answer = ((await ask(`${question} ${fallback ? '[Y/n]' : '[y/N]'} `, signal)) ?? '').trim().toLowerCase();
  return answer === '' ? fallback : answer === 'y' || answer === 'yes';
}
