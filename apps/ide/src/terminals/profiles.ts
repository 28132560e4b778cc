import type { ResultOf } from '@groundwork/protocol';
import type { ITerminalProfile } from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';
import { z } from 'zod';

export type ServerProfile = ResultOf<'terminals/profiles'>[number];

/** Names that settings have profiles for by default, whether or not the machine of the server has the program. */
const byDefault = new Set(['bash', 'zsh', 'fish', 'tmux', 'pwsh', 'PowerShell', 'Command Prompt', 'Git Bash', 'JavaScript Debug Terminal']);
const configuredSchema = z.record(z.string(), z.unknown());
const ownSchema = z.object({
  path: z.string(),
  args: z.union([z.string(), z.array(z.string())]).optional(),
  env: z.record(z.string(), z.string().nullable()).optional(),
  overrideName: z.boolean().optional(),
});

/** The shells of the server's machine, and those a person has described in the settings. */
export function profilesFor(shells: readonly ServerProfile[], configured: unknown): ITerminalProfile[] {
  const all = configuredSchema.safeParse(configured);
  const described = Object.entries(all.success ? all.data : {}).flatMap(([profileName, value]): ITerminalProfile[] => {
    const own = ownSchema.safeParse(value);
    if (!own.success || byDefault.has(profileName)) return [];
    const { path, args, env, overrideName } = own.data;
    return [
      {
        profileName,
        path,
        isDefault: false,
        ...(args === undefined ? {} : { args }),
        ...(env ? { env } : {}),
        overrideName: overrideName ?? false,
      },
    ];
  });
  return [...shells.map(({ name, path, isDefault }) => ({ profileName: name, path, isDefault })), ...described];
}
