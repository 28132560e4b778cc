import type { Service } from '@groundwork/blueprint';
import { filesIn } from '../files.ts';
import { berth } from '../harbour.fixture.ts';
import { imagesOf } from '../image.ts';
import { dockerfileFor, type DockerfileOptions } from './dockerfile.ts';

/** The Dockerfile of one service in a repository of these files. */
export function made(
  service: Partial<Service>,
  texts: Readonly<Record<string, string>> = {},
  more: Omit<DockerfileOptions, 'files'> = {},
): string {
  const [first] = imagesOf([berth('quay', service)]).map((image) => dockerfileFor(image, { files: filesIn(texts), ...more }));
  return first ?? '';
}

/** Its instructions, each on one line, without what is said about them. */
export const instructions = (text: string): string[] =>
  text
    .replaceAll(/ *\\\n */g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Those of the last stage, or of all before it. */
export function ofStage(text: string, stage: 'first' | 'last'): string[] {
  const all = instructions(text);
  const at = all.findLastIndex((line) => line.startsWith('FROM '));
  return stage === 'last' ? all.slice(at) : all.slice(0, at);
}
