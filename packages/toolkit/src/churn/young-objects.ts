import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the space in which V8 makes new objects as small as it begins: left alone it grows to a hundred megabytes while a long history is
 * read, of which little is ever alive. Source: `--semi-space-growth-factor` of `node --v8-options`. For the whole process, so it is for programs
 * to call that do nothing else.
 */
export function keepYoungObjectsFew(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
