import { answerPermission } from './permission.ts';
import { hostAgent, type Hosted } from './hosted.ts';
import type { Jail } from '../jail/jail.ts';
import type { Place } from './place.ts';
import { Recorder } from './recorder.ts';
import type { Session } from './session.ts';
import { runTurn, type TurnEnd } from './turn.ts';
import { createWatch } from './watch.ts';

export interface SaidTurn extends TurnEnd {
  /** All the agent said. */
  readonly text: string;
  /** It told a plan in the protocol's own words. */
  readonly planned: boolean;
}

/** An agent that is asked one thing after the other. */
export interface AgentTurns {
  /** Whether it went on with the session of before. */
  readonly loaded: boolean;
  ask(text: string): Promise<SaidTurn>;
  close(): Promise<void>;
}

const minuteMs = 60_000;

export interface AgentWork {
  readonly phase: 'planning' | 'working';
  /** What an agent has to be told that was ended in the middle, and knows nothing of before. */
  readonly recall: () => Promise<string>;
}

/** Starts the agent in a jail, and writes down all it says and does. */
export async function startAgent(session: Session, place: Place, jail: Jail, { phase, recall }: AgentWork): Promise<AgentTurns> {
  const { mask, steering } = session;
  let over: Parameters<Parameters<typeof runTurn>[0]['onOver']>[0] = () => {};
  const watch = createWatch();
  const begin = (): Recorder =>
    new Recorder({
      folder: jail.folder,
      tell: (event) => session.tell(event),
      mask,
      ended: (call) => {
        const why = watch(call);
        if (why !== null) over('looped', why);
      },
    });
  let recorder = begin();
  const { known } = session.options.agent;
  const host = async (): Promise<Hosted> => {
    const hosted = await hostAgent({
      jail,
      command: place.agent.command,
      env: place.agent.env,
      mcpServers: place.mcpServers,
      session: session.state.agent?.session ?? null,
      // A sandbox of its own cannot be made in a jail: what it may not do while planning is kept by ours.
      mode: (phase === 'planning' && known?.ownSandbox !== true ? known?.modes.plan : known?.modes.work) ?? null,
      update: (update) => recorder.take(update),
      permit: ({ toolCall, options }) => {
        const answer = answerPermission(phase, toolCall.kind ?? null, options);
        const tool = mask(toolCall.title ?? toolCall.toolCallId).slice(0, 500);
        session.tell({ kind: 'permission', tool, answer: answer.allowed ? 'allowed' : 'denied', why: answer.why });
        return { outcome: answer.option === null ? { outcome: 'cancelled' } : { outcome: 'selected', optionId: answer.option } };
      },
      signal: session.options.host.signal,
    });
    const { name, version, session: id, loads } = hosted;
    session.tell({ kind: 'agent', name, version, session: id, loads });
    return hosted;
  };
  let hosted = await host();
  let gone = false;

  const deadline = (): NodeJS.Timeout | undefined => {
    const { minutes } = session.ticket.head.budget;
    if (minutes === null) return undefined;
    return setTimeout(() => over('out_of_time', `The ${minutes} minutes are over`), Math.max(0, minutes * minuteMs - session.workedMs()));
  };
  return {
    loaded: hosted.loaded,
    async ask(words) {
      recorder = begin();
      let text = words;
      if (gone) {
        hosted = await host();
        if (!hosted.loaded) text = `${await recall()}\n\n${words}`;
      }
      const timer = deadline();
      const { signal } = session.options.host;
      const abort = (): void => steering.interrupt();
      signal.addEventListener('abort', abort);
      const end = await runTurn({
        hosted,
        text,
        onInterrupt: (interrupt) => steering.onEnd(interrupt),
        onOver: (stop) => (over = stop),
        spent: session.spent,
      });
      ({ gone } = end);
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
      steering.onEnd(() => {});
      recorder.flush();
      session.tell({ kind: 'turn', phase, stop: end.stop, reason: end.reason, why: mask(end.why).slice(0, 1000) });
      session.tell({ kind: 'usage', usage: session.usage() });
      return { ...end, text: recorder.text, planned: recorder.planned };
    },
    close: () => hosted.close(),
  };
}
