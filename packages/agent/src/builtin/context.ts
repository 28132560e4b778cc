import type { ModelMessage } from 'ai';

/** Keeps the beginning and the end of a text, and says how much is left out. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = Math.ceil(longest / 3);
  const tail = longest - head;
  return `${text.slice(0, head)}\n[... ${text.length - longest} characters left out ...]\n${text.slice(-tail)}`;
}

/** An output that is old enough is cut to this, in characters. */
const oldOutput = 400;

const size = (message: ModelMessage): number => JSON.stringify(message).length;

/**
 * The conversation within a bound, in characters: outputs of tools are shortened, oldest first; where that is not enough whole steps are
 * left out, oldest first. What a person said always stays, and so does the last step.
 */
export function within(messages: readonly ModelMessage[], longest: number): readonly ModelMessage[] {
  const kept = [...messages];
  let total = kept.reduce((sum, message) => sum + size(message), 0);
  const replace = (at: number, message: ModelMessage): void => {
    total += size(message) - size(kept[at] ?? message);
    kept[at] = message;
  };
  const last = kept.findLastIndex(({ role }) => role === 'assistant');
  for (const [at, message] of messages.entries()) {
    if (at >= last || total <= longest) break;
    if (message.role === 'tool') replace(at, shortenOutputs(message));
  }
  while (total > longest) {
    const at = kept.findIndex(({ role }) => role === 'assistant');
    const end = kept.findIndex(({ role }, index) => index > at && role !== 'tool');
    // The last step: what it asked for has to be answered.
    if (at === -1 || end === -1) break;
    total -= kept.splice(at, end - at).reduce((sum, message) => sum + size(message), 0);
  }
  return kept;
}

function shortenOutputs(message: Extract<ModelMessage, { role: 'tool' }>): ModelMessage {
  const content = message.content.map((part) =>
    part.type === 'tool-result' && part.output.type === 'text'
      ? { ...part, output: { ...part.output, value: shorten(part.output.value, oldOutput) } }
      : part,
  );
  return { ...message, content };
}
