import { oneLine } from './line.ts';

/** Text of a repository in Markdown: nothing of it is a link, a tag or a table. */
export const markdown = (text: string): string => oneLine(text, 1000).replace(/[\\`*_{}[\]()<>#+!|~]/g, (character) => `\\${character}`);
