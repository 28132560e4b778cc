import { markdown } from '../text/markdown.ts';

/** The end of a readme. */
export const goodToKnow = (notes: readonly string[]): string =>
  notes.length === 0 ? '' : `\nGood to know:\n\n${notes.map((note) => `- ${markdown(note)}`).join('\n')}\n`;
