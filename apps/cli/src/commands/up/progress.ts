import type { ProgressEvent } from '@groundwork/host';
import { lastLogLines } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { cutEnd, visible, widthOfText } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';

export interface ProgressDisplay {
  notify(event: ProgressEvent): void;
  /** Writes a line above what moves. */
  say(line: string): void;
  /** Takes what moves off the screen; what was finished stays. */
  stop(): void;
}

interface Running {
  readonly label: string;
  readonly since: number;
  readonly expectedMs: number | null;
  /** File it writes to meanwhile. */
  readonly log: string | null;
  /** What it says of itself, `3 of 20, a crane`. */
  readonly doing: string | null;
}

const everyMs = 120;
const wonderMs = 3_000;
/** A bar for less than this would be gone before it is read. */
const barFromMs = 4_000;
const barWidth = 16;

/** One line for each thing that was finished; on a terminal, the running ones below with the seconds counting up. */
export function showProgress({ err, json }: Pick<CliContext, 'err' | 'json'>): ProgressDisplay {
  const running = new Map<string, Running>();
  let drawn = 0;
  let timer: NodeJS.Timeout | null = null;

  const clear = (): void => {
    if (drawn > 0) err.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  };
  const draw = (): void => {
    if (!err.interactive) return;
    clear();
    for (const [task, { label, since, expectedMs, log, doing }] of running) {
      const now = performance.now() - since;
      const left = row(task, label, pace(now, expectedMs));
      // What it does at the moment, where somebody would begin to wonder.
      const lately = now < wonderMs || log === null ? '' : (lastLogLines(log, 1)[0]?.trim() ?? '');
      const saying = visible(doing ?? lately);
      const room = err.width - 1 - widthOfText(left) - 2;
      err.line(saying === '' || room < 20 ? cutEnd(left, err.width - 1) : `${left}  ${err.style.quiet(cutEnd(saying, room))}`);
      drawn += 1;
    }
  };
  const say = (line: string): void => {
    clear();
    err.line(line);
    draw();
  };
  const row = (task: string, label: string, rest: string): string => {
    // A step that belongs to no service is called by its label.
    if (!task.includes(':')) return `  ${err.style.strong(visible(label).padEnd(29))} ${rest}`;
    return `  ${err.style.strong(visible(nameOf(task)).padEnd(10))} ${visible(label).padEnd(18)} ${rest}`;
  };

  return {
    say,
    notify: (event) => {
      if (json) return;
      if (event.type === 'started') {
        running.set(event.task, {
          label: event.label,
          since: performance.now(),
          expectedMs: event.expectedMs ?? null,
          log: event.log ?? null,
          doing: null,
        });
        if (err.interactive) timer ??= setInterval(draw, everyMs);
      } else if (event.type === 'progress') {
        const known = running.get(event.task);
        const part = event.total === null ? String(event.done) : `${event.done} of ${event.total}`;
        if (known) running.set(event.task, { ...known, doing: [part, event.detail].filter(Boolean).join(', ') });
      } else if (event.type === 'finished') {
        const label = running.get(event.task)?.label ?? '';
        running.delete(event.task);
        // What did not have to be done again is no news.
        if (event.outcome !== 'skipped') say(row(event.task, label, outcomeOf(event, err.style)));
      } else if (event.type === 'note' && event.level === 'warning') {
        say(`${err.style.warning('!')} ${visible(event.message)}`);
      }
    },
    stop: () => {
      if (timer) clearInterval(timer);
      timer = null;
      running.clear();
      clear();
    },
  };
}

/** `████████░░░░░░░░ 14 s, last time 22 s`: the bar is full only when it is done. */
function pace(ms: number, expectedMs: number | null): string {
  if (expectedMs === null || expectedMs < barFromMs) return duration(ms);
  const filled = Math.min(barWidth - 1, Math.floor((ms / expectedMs) * barWidth));
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${duration(ms)}, last time ${duration(expectedMs)}`;
}

function outcomeOf(
  { outcome, ms }: Extract<ProgressEvent, { type: 'finished' }>,
  { good, bad, quiet }: CliContext['err']['style'],
): string {
  const mark = outcome === 'failed' ? bad('✘') : good('✔');
  return `${mark} ${quiet(duration(ms))}`;
}

/** `install:api` is shown as the service it is for. */
function nameOf(task: string): string {
  return task.slice(task.indexOf(':') + 1);
}
