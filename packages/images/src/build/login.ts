import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export interface RegistryLogin {
  readonly user: string;
  readonly password: string;
}

const configSchema = z.looseObject({
  auths: z.record(z.string(), z.unknown()).catch({}).default({}),
  credHelpers: z.record(z.string(), z.string()).catch({}).default({}),
  cliPluginsExtraDirs: z.array(z.string()).catch([]).default([]),
});

/**
 * A folder with a `config.json` that every builder reads logins from, for as long as `action` runs: what the person is logged in to,
 * and this login. Nothing of it is in an argument or a variable; only its owner may read it.
 */
export async function withLogin<T>(registry: string, login: RegistryLogin | null, action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-login-'));
  try {
    await chmod(folder, 0o700);
    const own = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
    const config = await personsConfig(own);
    const helpers = Object.entries(config.credHelpers).filter(([host]) => login === null || host !== registry);
    const merged = {
      ...config,
      auths: {
        ...config.auths,
        ...(login ? { [registry]: { auth: Buffer.from(`${login.user}:${login.password}`).toString('base64') } } : {}),
      },
      credHelpers: Object.fromEntries(helpers),
      // Docker looks for its plugins beside this file.
      cliPluginsExtraDirs: [...config.cliPluginsExtraDirs, join(own, 'cli-plugins')],
    };
    // A store of the system would be asked first, and has another login or none.
    if (login && 'credsStore' in merged) delete merged['credsStore'];
    await writeFile(join(folder, 'config.json'), JSON.stringify(merged), { mode: 0o600 });
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function personsConfig(folder: string): Promise<z.infer<typeof configSchema>> {
  try {
    return configSchema.parse(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')));
  } catch {
    return configSchema.parse({});
  }
}
