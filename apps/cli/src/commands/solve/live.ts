import { after, budgetText, sessionState, type SessionEvent, type SessionState, type Ticket } from '@groundwork/agent/contract';
import type { ProgressEvent } from '@groundwork/host';
import type { CliContext } from '../../context.ts';
import { cutEnd, visible } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';
import { checkLine } from './receipt.ts';

export interface SessionDisplay {
  notify(event: ProgressEvent): void;
  tell(event: SessionEvent): void;
  /** Takes what moves off the screen. */
  stop(): void;
}

const everyMs = 250;

const doing: Readonly<Record<SessionState['phase'], string>> = {
  asking: 'asks',
  approving: 'waits to be approved',
  planning: 'plans',
  planned: 'has a plan',
  working: 'works',
  verifying: 'is verified on a clean tree',
  done: 'is done',
};

/**
 * A session as it goes: the plan, one line for each thing that is done, each check. What an agent says is left out. On a terminal the
 * last line moves, with the time and what was used.
 */
export function showSession({ err, json }: Pick<CliContext, 'err' | 'json'>, { id, head }: Pick<Ticket, 'id' | 'head'>): SessionDisplay {
  const { strong, quiet, good, bad, warning, command } = err.style;
  const started = performance.now();
  let state = sessionState([]);
  let moving = false;
  let last = '';
  const tools = new Set<string>();
  const timer = err.interactive && !json ? setInterval(() => draw(), everyMs) : null;

  const clear = (): void => {
    if (moving) err.write('\u001b[1A\u001b[J');
    moving = false;
  };
  const draw = (): void => {
    // A question is being answered on this line.
    if (state.phase === 'planned' || timer === null) return;
    clear();
    const used =
      state.usage === null
        ? ''
        : `  ${state.usage.usd > 0 ? `$${state.usage.usd.toFixed(2)}, ` : ''}${state.usage.requests} requests of ${budgetText(head.budget)}`;
    err.line(cutEnd(`  ${strong(id)} ${doing[state.phase]}  ${quiet(`${duration(performance.now() - started)}${used}`)}`, err.width - 1));
    moving = true;
  };
  const say = (line: string): void => {
    clear();
    err.line(line);
    draw();
  };
  const one = (mark: string, text: string, where = ''): void =>
    say(`  ${mark} ${cutEnd(visible(text), err.width - 8)}${where === '' ? '' : `  ${quiet(visible(where))}`}`);

  const told = (event: SessionEvent): void => {
    if (
      event.kind === 'phase' &&
      event.phase !== 'asking' &&
      event.phase !== 'approving' &&
      event.phase !== 'done' &&
      event.phase !== 'planned'
    ) {
      if (doing[event.phase] !== last) say(`  ${strong(id)} ${doing[event.phase]}`);
      last = doing[event.phase];
    } else if (event.kind === 'plan') {
      const steps = event.entries.map(
        ({ text, state: now }) =>
          `    ${now === 'completed' ? good('✔') : now === 'in_progress' ? warning('·') : quiet('·')} ${visible(text)}`,
      );
      if (state.phase === 'planning' || state.phase === 'planned') for (const line of steps) say(line);
    } else if (event.kind === 'tool' && (event.state === 'completed' || event.state === 'failed') && !tools.has(event.id)) {
      tools.add(event.id);
      const [place] = event.places;
      one(
        event.state === 'failed' ? bad('✘') : quiet('·'),
        event.title,
        place && !event.title.includes(place.file) ? `${place.file}${place.line === null ? '' : `:${place.line}`}` : '',
      );
    } else if (event.kind === 'permission' && event.answer === 'denied') one(warning('!'), `${event.tool} was not allowed: ${event.why}`);
    else if (event.kind === 'preview' && event.state === 'ready')
      for (const { name, url } of event.services) say(`  ${good('✔')} ${strong(visible(name))}  ${command(visible(url))}`);
    else if (event.kind === 'preview' && event.state === 'failed') one(warning('!'), `no preview: ${event.reason ?? 'it did not come up'}`);
    else if (event.kind === 'said' && event.by === 'person') one(quiet('>'), event.text);
    else if (event.kind === 'check') say(checkLine(event.check, err));
  };

  return {
    tell: (event) => {
      state = after(state, event);
      if (!json) told(event);
    },
    notify: (event) => {
      if (!json && event.type === 'note' && event.level === 'warning') one(warning('!'), event.message);
    },
    stop: () => {
      if (timer) clearInterval(timer);
      clear();
    },
  };
}
