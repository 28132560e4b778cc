import type { Position, Range } from 'vscode-languageserver';
import { lineOriginPlacesOf } from '../origins/settings.ts';
import { shortOf, storyOf } from '../origins/words.ts';
import { lineOriginParamsSchema, lineOriginRequest, type LineStory } from '../protocol.ts';
import { linesIn, signalOf, type Feature, type Session } from '../session.ts';
import { rangeOf } from '../text/lines.ts';

/** Whose a line is, for who asks for it by itself: the status bar, a command. Hovers have it from `originAt`. */
export const lineOriginFeature: Feature = {
  capabilities: {},
  start: (session) => {
    session.connection.onRequest(lineOriginRequest, async (params: unknown, token): Promise<LineStory> => {
      const asked = lineOriginParamsSchema.safeParse(params).data;
      const path = asked === undefined ? null : session.uris.pathOf(asked.textDocument.uri);
      if (asked === undefined || path === null) return null;
      return await storyAt(session, { path, line: asked.line }, signalOf(token));
    });
  },
};

/** What a hover says of a line beside what it says of what stands there; `null` where that is not wanted. */
export async function originAt(
  session: Session,
  { path, position }: { readonly path: string; readonly position: Position },
  signal: AbortSignal,
): Promise<{ readonly value: string; readonly range: Range } | null> {
  const places = lineOriginPlacesOf(session.settings.given);
  const text = linesIn(session, path)[position.line];
  if (places === 'off' || text === undefined || (places === 'quiet' && !isQuiet(text, position.character))) return null;
  const story = await storyAt(session, { path, line: position.line }, signal);
  return story && { value: story.markdown, range: rangeOf(position.line, 0, text.length) };
}

/** Whether no code stands there: before a line's first sign, and behind its last. */
const isQuiet = (text: string, character: number): boolean =>
  character < text.length - text.trimStart().length || character >= text.trimEnd().length;

async function storyAt(
  { workspace, origins, client }: Session,
  { path, line }: { readonly path: string; readonly line: number },
  signal: AbortSignal,
): Promise<LineStory> {
  const text = workspace.text(path);
  try {
    const origin = text === null ? null : await origins.at(path, line, text, signal);
    if (!origin) return null;
    const now = Date.now() / 1000;
    const commit = origin.is === 'committed' ? (origin.first ?? origin.last).commit : null;
    return { short: shortOf(origin, now), markdown: storyOf(origin, { now, knowsCommands: client.knowsCommands }), commit };
  } catch {
    // Nobody waits for it any more, or git could not read it: there is nothing to say, and nothing to fail for.
    return null;
  }
}
