import { createStyle, type Style } from './style.ts';

/** The part of a Node stream that output needs, so that a test can pass a plain object. */
export interface OutputStream {
  write(text: string | Uint8Array): unknown;
  once?(event: 'drain', action: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One output stream, with what it can show. */
export interface Terminal {
  /** For what is handed through byte by byte. */
  readonly stream: OutputStream;
  /** True when a person is watching: animation and questions are allowed. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Columns to lay text out in, between 60 and 200. */
  readonly width: number;
  readonly style: Style;
  write(text: string): void;
  /** Writes the text and a line end. */
  line(text?: string): void;
}

export const narrowest = 60;
export const widest = 200;
const widthWithoutTerminal = 100;

type Environment = Readonly<Record<string, string | undefined>>;

export function createTerminal(stream: OutputStream, env: Environment): Terminal {
  const interactive = stream.isTTY === true && env['TERM'] !== 'dumb';
  const colour = wantsColour(interactive, env);
  return {
    stream,
    interactive: interactive && !env['CI'],
    colour,
    width: widthOf(stream, env),
    style: createStyle(colour),
    write: (text) => void stream.write(text),
    line: (text = '') => void stream.write(`${text}\n`),
  };
}

/** https://no-color.org and https://force-color.org: set and not empty. */
function wantsColour(interactive: boolean, env: Environment): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return interactive;
}

function widthOf(stream: OutputStream, env: Environment): number {
  const given = Number.parseInt(env['COLUMNS'] ?? '', 10);
  const columns = stream.columns || (given > 0 ? given : widthWithoutTerminal);
  return Math.min(widest, Math.max(narrowest, columns));
}
