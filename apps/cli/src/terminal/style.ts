import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Named looks, so that a colour means the same thing in every command. Without colour each returns its text unchanged. */
export interface Style {
  /** Names of services and resources, and headings. */
  readonly strong: (text: string) => string;
  /** Secondary text: `file:line`, timings. */
  readonly quiet: (text: string) => string;
  /** Something a reader can type. */
  readonly command: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function createStyle(colour: boolean): Style {
  const look = (format: Format) => (text: string) => (colour && text !== '' ? styleText(format, text, { validateStream: false }) : text);
  return {
    strong: look('bold'),
    quiet: look('dim'),
    command: look('cyan'),
    good: look('green'),
    warning: look('yellow'),
    bad: look('red'),
  };
}
