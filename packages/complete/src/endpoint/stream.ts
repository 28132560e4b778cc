import { GroundworkError } from '@groundwork/host';
import type { Endpoint } from './endpoint.ts';

/** An answer's line may be no longer than this, in UTF-16 units: a model that never breaks one is not waited for. */
const longestLine = 1_000_000;

/**
 * Messages of an answer as they come: `data:` of server-sent events, or one a line. Breaking off the loop ends the request. Nobody
 * sends completions in events of several lines, so that each `data:` is one message.
 */
export async function* messagesOf(response: Response, framing: Endpoint['framing'], where: string): AsyncGenerator {
  if (!response.ok || !response.body) throw await refused(response, where);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of response.body) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw malformed(where, 'a line without an end');
    for (const line of lines) {
      const message = messageIn(line, framing, where);
      if (message === 'end') return;
      if (message !== null) yield message;
    }
  }
  const last = messageIn(rest, framing, where);
  if (last !== null && last !== 'end') yield last;
}

function messageIn(line: string, framing: Endpoint['framing'], where: string): unknown {
  const text = (framing === 'lines' ? line : (/^data:(.*)$/.exec(line.trimEnd())?.[1] ?? '')).trim();
  if (text === '') return null;
  if (text === '[DONE]') return 'end';
  try {
    const message: unknown = JSON.parse(text);
    return message;
  } catch {
    throw malformed(where, text.slice(0, 80));
  }
}

const malformed = (where: string, what: string): GroundworkError =>
  new GroundworkError({ code: 'completion.malformed_answer', message: `The model's server answered with ${what}`, where });

/** What a server says about a request that it does not take. */
async function refused(response: Response, where: string): Promise<GroundworkError> {
  const said = (await response.text().catch(() => '')).slice(0, 300);
  return new GroundworkError({
    code: 'completion.refused',
    message: `The model's server answered ${response.status}${said === '' ? '' : `: ${said}`}`,
    where,
    ...(response.status === 404 ? { fix: 'Choose another `groundwork.completion.endpoint`, or another model with `gw model use`' } : {}),
  });
}
