import type { ProgressEvent } from '@groundwork/host';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';

/** A line for each instance that is done: a run takes hours, and its log is read afterwards. */
export function progressLines(err: Terminal, json: boolean, total: number): (event: ProgressEvent) => void {
  let done = 0;
  return (event) => {
    if (json) return;
    if (event.type === 'started' && err.interactive) err.line(err.style.quiet(`    ${visible(event.label)} ...`));
    if (event.type !== 'finished') return;
    done += 1;
    const mark = event.outcome === 'done' ? err.style.good('✔') : event.outcome === 'failed' ? err.style.bad('✘') : err.style.quiet('-');
    const detail = event.detail === undefined ? '' : `  ${visible(event.detail)}`;
    err.line(`  ${mark} ${visible(event.task)}${detail}  ${err.style.quiet(`${duration(event.ms)}, ${done} of ${total}`)}`);
  };
}
