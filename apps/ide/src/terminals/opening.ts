import type { IProcessEnvironment } from '@codingame/monaco-vscode-api/vscode/vs/base/common/platform';
import type { IShellLaunchConfig } from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';
import type { Opening } from './process.ts';
import type { ServerProfile } from './profiles.ts';

/** What the workbench says of a terminal as if it were its own; the server says it of ours. */
const ofWorkbench = new Set(['TERM_PROGRAM', 'TERM_PROGRAM_VERSION', 'COLORTERM', 'LANG', 'PATH']);

/** What the workbench takes for the shell where it does not know yet which one it is. */
const byFallback = new Set(['bash', 'pwsh']);

export interface OpeningOptions {
  readonly cwd: string;
  readonly env: IProcessEnvironment;
  readonly profiles: readonly ServerProfile[];
}

/** What the server is asked for. The shell it would choose by itself is left to it. */
export function openingOf(config: IShellLaunchConfig, { cwd, env, profiles }: OpeningOptions): Opening {
  const { executable, args = [], name } = config;
  const words = typeof args === 'string' ? args.split(' ').filter((word) => word !== '') : args;
  const own = profiles.find(({ isDefault }) => isDefault)?.path;
  const isOwn = words.length === 0 && (executable === undefined || executable === own || byFallback.has(executable));
  const asked = Object.entries(config.env ?? {}).map(([key, value]): [string, string | null] => [key, value ?? null]);
  const computed = Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined && !ofWorkbench.has(pair[0]));
  return {
    cwd,
    program: isOwn || executable === undefined ? null : { file: executable, arguments: [...words] },
    env: { ...Object.fromEntries(computed), ...Object.fromEntries(asked) },
    title: name ?? null,
  };
}
