import type { SessionUpdate, ToolCallContent, ToolCallUpdate } from '@agentclientprotocol/sdk';
import type { SessionEvent } from './event.ts';
import type { EndedCall } from './watch.ts';

type ToolEvent = Extract<SessionEvent, { kind: 'tool' }>;
type NewEvent = SessionEvent extends infer Event ? (Event extends { at: string } ? Omit<Event, 'at'> : never) : never;

export interface RecorderOptions {
  /** The folder as the agent sees it. */
  readonly folder: string;
  readonly tell: (event: NewEvent) => void;
  readonly mask: (text: string) => string;
  readonly ended: (call: EndedCall) => void;
}

interface Call {
  readonly event: Omit<ToolEvent, 'at'>;
  readonly input: string;
}

const most = { said: 2000, output: 4000 } as const;

/** Turns what an agent reports while it works into events of the session. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #calls = new Map<string, Call>();
  #said = '';
  /** All the agent said in this turn. */
  text = '';
  planned = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  take(update: SessionUpdate): void {
    if (update.sessionUpdate === 'agent_message_chunk') return this.#say(update.content.type === 'text' ? update.content.text : '');
    if (update.sessionUpdate === 'tool_call' || update.sessionUpdate === 'tool_call_update') {
      this.flush();
      return this.#call(update);
    }
    if (update.sessionUpdate !== 'plan') return;
    this.flush();
    this.planned = true;
    const entries = update.entries.map(({ content, status }) => ({ text: this.#options.mask(content), state: status }));
    this.#options.tell({ kind: 'plan', entries });
  }

  /** Writes down what was said and is still held back: a word at a time is no event. */
  flush(): void {
    if (this.#said !== '') this.#options.tell({ kind: 'said', by: 'agent', text: this.#options.mask(this.#said) });
    this.#said = '';
  }

  #say(text: string): void {
    this.#said += text;
    this.text += text;
    if (this.#said.length > most.said) this.flush();
  }

  #call(update: ToolCallUpdate): void {
    const { tell, ended } = this.#options;
    const before = this.#calls.get(update.toolCallId);
    const call = this.#merge(update, before);
    this.#calls.set(update.toolCallId, call);
    const { event } = call;
    if (event.state === before?.event.state && event.title === before.event.title) return;
    tell(event);
    const over = (state?: string): boolean => state === 'completed' || state === 'failed';
    if (over(event.state) && !over(before?.event.state)) {
      const edits = ['edit', 'delete', 'move'].includes(event.tool);
      ended({
        asked: `${event.title}\0${call.input}`,
        outcome: `${event.state}\0${event.output}`,
        failed: event.state === 'failed',
        edits,
      });
    }
  }

  #merge(update: ToolCallUpdate, before: Call | undefined): Call {
    const { mask } = this.#options;
    const old = before?.event;
    const event: Call['event'] = {
      kind: 'tool',
      id: update.toolCallId,
      title: mask(update.title ?? old?.title ?? update.toolCallId).slice(0, 500),
      tool: update.kind ?? old?.tool ?? 'other',
      state: update.status ?? old?.state ?? 'pending',
      places: update.locations?.map(({ path, line }) => ({ file: this.#relative(path), line: line ?? null })) ?? old?.places ?? [],
      output: update.content ? mask(update.content.map((each) => this.#shown(each)).join('\n')).slice(-most.output) : (old?.output ?? ''),
    };
    return { event, input: update.rawInput === undefined ? (before?.input ?? '') : JSON.stringify(update.rawInput) };
  }

  #shown(content: ToolCallContent): string {
    if (content.type === 'content') return content.content.type === 'text' ? content.content.text : '';
    return content.type === 'diff' ? this.#relative(content.path) : '';
  }

  #relative(path: string): string {
    const { folder } = this.#options;
    return path === folder ? '.' : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  }
}
