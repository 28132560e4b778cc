import { delimiter } from 'node:path';

/** What our own start left in the environment, and what tells of a terminal that this one is not. */
const notTheirs =
  /^(?:npm_|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|NODE_CHANNEL_|VITEST|GROUNDWORK_|_$|OLDPWD$|PWD$|SHLVL$|TMUX|STY$|WINDOWID$|TERMCAP$|COLUMNS$|LINES$|TERM_|VSCODE_|NO_COLOR$|FORCE_COLOR$|CI$)/;
/** What `npm run` puts in front of the path: our own tools are not the person's. */
const ofNpm = /[\\/]node_modules[\\/](?:\.bin$|@npmcli[\\/]run-script[\\/])|[\\/]node-gyp-bin$/;

export interface TerminalEnvironment {
  /** What the server was started with. */
  readonly own: NodeJS.ProcessEnv;
  /** Folder with `gw` and `groundwork`. */
  readonly commands: string;
  /** What was asked for this terminal; `null` removes a variable. */
  readonly asked: Readonly<Record<string, string | null>>;
}

/** The person's environment as it was before it came to us, in a terminal that knows colours. */
export function terminalEnvironment({ own, commands, asked }: TerminalEnvironment): Record<string, string> {
  const startedByNpm = own['npm_lifecycle_event'] !== undefined;
  const kept = Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== undefined && !notTheirs.test(pair[0]));
  const env: Record<string, string> = Object.fromEntries(kept);
  const path = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '' && !(startedByNpm && ofNpm.test(folder)));
  env['PATH'] = [commands, ...path].join(delimiter);
  env['TERM'] = 'xterm-256color';
  env['COLORTERM'] = 'truecolor';
  env['TERM_PROGRAM'] = 'groundwork';
  // Without one, programs print letters beyond ASCII as question marks.
  if (!(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'])) env['LANG'] = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  for (const [name, value] of Object.entries(asked)) {
    if (value === null) delete env[name];
    else env[name] = value;
  }
  return env;
}
