import { modelMessageSchema, type ModelMessage } from 'ai';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The conversation of a session, a message a line: appended only, so that a kill costs the last message at most. */
export interface Conversation {
  readonly messages: readonly ModelMessage[];
  readonly add: (message: ModelMessage) => void;
}

/** Begins the conversation of a new session. `folder` is of this agent alone. */
export function beginConversation(folder: string, id: string): Conversation {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, id);
  appendFileSync(file, '', { mode: 0o600 });
  return conversation(file, []);
}

/** Goes on with one; `null` where there is no such session. */
export function continueConversation(folder: string, id: string): Conversation | null {
  if (!/^[\w-]{1,64}$/.test(id) || !existsSync(fileOf(folder, id))) return null;
  const file = fileOf(folder, id);
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line that a kill cut off is left behind.
  if (lines.at(-1) !== '') appendFileSync(file, '\n');
  const there = conversation(file, lines.flatMap(parse));
  const unanswered = answerTo(there.messages.at(-1));
  if (unanswered !== null) there.add(unanswered);
  return there;
}

const fileOf = (folder: string, id: string): string => join(folder, `${id}.jsonl`);

function conversation(file: string, messages: ModelMessage[]): Conversation {
  return {
    messages,
    add: (message) => {
      messages.push(message);
      appendFileSync(file, `${JSON.stringify(message)}\n`);
    },
  };
}

/** Of calls that were underway when the agent was killed. */
function answerTo(message: ModelMessage | undefined): ModelMessage | null {
  if (message?.role !== 'assistant' || typeof message.content === 'string') return null;
  const calls = message.content.filter((part) => part.type === 'tool-call');
  if (calls.length === 0) return null;
  return {
    role: 'tool',
    content: calls.map(({ toolCallId, toolName }) => ({
      type: 'tool-result',
      toolCallId,
      toolName,
      output: { type: 'text', value: 'It was interrupted; whether it was run is not known.' },
    })),
  };
}

function parse(line: string): ModelMessage[] {
  try {
    return [modelMessageSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
