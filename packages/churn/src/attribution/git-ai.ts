import { z } from 'zod';

/** Lines that a record gives to somebody. */
export interface Attested {
  /** Lines by the tool's model, and by people; those it says nothing of are in neither. */
  readonly ai: number;
  readonly human: number;
  readonly tool: string | null;
  readonly model: string | null;
}

const agent = z.looseObject({ tool: z.string().optional(), model: z.string().optional() });
const metadata = z.looseObject({
  prompts: z.record(z.string(), z.looseObject({ agent_id: agent.optional() })).default({}),
  sessions: z.record(z.string(), z.looseObject({ agent_id: agent.optional() })).default({}),
});

/**
 * A note of `refs/notes/ai`: an authorship log of the Git AI Standard 3.0.0 (github.com/git-ai-project/git-ai). Files with lines by key
 * come first, then `---`, then JSON. `h_…` is a person, `s_…::t_…` a session, anything else a prompt of before. `null` for what it is not.
 */
export function readGitAiNote(text: string): Attested | null {
  const parts = /^([\s\S]*?)(?:^|\n)---\n([\s\S]*)$/.exec(text);
  const said = parts === null ? null : metadata.safeParse(json(parts[2] ?? ''));
  if (!said?.success) return null;
  let [ai, human] = [0, 0];
  let first: z.infer<typeof agent> | undefined;
  for (const line of (parts?.[1] ?? '').split('\n')) {
    const entry = /^ {2}(\S+) ([\d,-]+)$/.exec(line);
    if (!entry) continue;
    const [key = '', lines] = [entry[1], linesIn(entry[2] ?? '')];
    if (key.startsWith('h_')) human += lines;
    else {
      ai += lines;
      first ??= (said.data.sessions[key.split('::')[0] ?? ''] ?? said.data.prompts[key])?.agent_id;
    }
  }
  return { ai, human, tool: first?.tool ?? null, model: first?.model ?? null };
}

function linesIn(ranges: string): number {
  let lines = 0;
  for (const range of ranges.split(',')) {
    const [from = 0, to = from] = range.split('-').map(Number);
    if (to >= from) lines += to - from + 1;
  }
  return lines;
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
