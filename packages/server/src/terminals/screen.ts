import type { Terminal } from '@xterm/headless';

/** Lines kept above the screen: what a window shows of it after a reload. As many as the editor keeps by default. */
export const scrollback = 1000;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The screen of a terminal as a window shows it, kept where there is no window: it outlives each of them. */
export interface Screen {
  /** `parsed` is called once it is on the screen; who writes more than that takes in memory waits for it. */
  write(data: string, parsed: () => void): void;
  resize(size: Size): void;
  /** Forgets everything but the line the cursor is on. */
  clear(): void;
  /** What brings a fresh screen of the same size to the same state: everything written before, nothing written after. */
  text(): Promise<string>;
  dispose(): void;
}

/** Loads the terminal's parser with the first terminal that is opened. `answered` gets what programs ask a terminal for. */
export async function createScreen({ columns, rows }: Size, answered: (data: string) => void): Promise<Screen> {
  const [headless, serialize, unicode] = await Promise.all([
    import('@xterm/headless').then(contentOf),
    import('@xterm/addon-serialize').then(contentOf),
    import('@xterm/addon-unicode11').then(contentOf),
  ]);
  const terminal: Terminal = new headless.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true });
  const serializer = new serialize.SerializeAddon();
  terminal.loadAddon(serializer);
  // The widths the editor counts with: otherwise lines with emoji wrap elsewhere than there.
  terminal.loadAddon(new unicode.Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.onData(answered);
  return {
    write: (data, parsed) => terminal.write(data, parsed),
    resize: (size) => terminal.resize(size.columns, size.rows),
    clear: () => terminal.clear(),
    // Called between what was written before and what is written after.
    text: () => new Promise((done) => terminal.write('', () => done(serializer.serialize({ scrollback })))),
    dispose: () => terminal.dispose(),
  };
}

/** Node gives what these packages export as one default; a bundle has their modern build, which has none. */
function contentOf<T extends object>(module: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names in either form
  return 'default' in module ? (module.default as T) : module;
}
