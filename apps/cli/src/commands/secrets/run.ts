import { exitCodes, GroundworkError } from '@groundwork/host';
import { listCloudSecrets, listSecrets, removeSecret, setSecret } from '@groundwork/toolkit';
import { text } from 'node:stream/consumers';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { isCloud, removeInCloud, setInCloud } from './cloud.ts';
import type { SecretsFlags } from './command.ts';

/** Keeps a value that was piped in, or typed without being shown. It is never printed. */
export async function set(this: CliContext, { dir = this.cwd, env, json = false }: SecretsFlags, name: string): Promise<void> {
  if (isCloud(env)) return setInCloud(this, { env, dir, json }, name, () => valueOf(this, name));
  const { asked, running } = await setSecret(dir, name, { host: this.host, read: () => valueOf(this, name) });
  if (json) return this.out.line(JSON.stringify({ name, asked, running }));
  const { good, strong, warning } = this.out.style;
  this.out.line(`${good('✔')} ${strong(name)} is kept for this folder only`);
  if (!asked) this.err.line(`${warning('!')} nothing in the code was seen to read ${name}: every service gets it`);
  sayRunning(this, running);
}

export async function list(this: CliContext, { dir = this.cwd, env, json = false }: SecretsFlags): Promise<void> {
  const secrets = isCloud(env)
    ? await listCloudSecrets(dir, env, { host: this.host, env: this.env })
    : await listSecrets(dir, { host: this.host });
  if (json) return this.out.line(JSON.stringify(secrets, null, 2));
  const { strong, quiet, good, warning } = this.out.style;
  if (secrets.length === 0) return this.out.line('The code asks for no key of an outside service, and none was given');
  const width = Math.max(...secrets.map(({ name }) => name.length));
  for (const { name, given, required, services, where } of secrets) {
    const state = given ? good('given'.padEnd(8)) : required ? warning('missing'.padEnd(8)) : quiet('optional');
    const by = services.length > 0 ? services.map((each) => visible(each)).join(', ') : 'every service; nothing was seen to read it';
    this.out.line(`  ${strong(visible(name).padEnd(width))}  ${state}  ${by}${where === null ? '' : `  ${quiet(visible(where))}`}`);
  }
}

export async function remove(this: CliContext, { dir = this.cwd, env, json = false }: SecretsFlags, name: string): Promise<void> {
  if (isCloud(env)) return removeInCloud(this, { env, dir, json }, name);
  const { running } = await removeSecret(dir, name);
  if (json) return this.out.line(JSON.stringify({ name, running }));
  this.out.line(`${this.out.style.good('✔')} ${this.out.style.strong(visible(name))} is forgotten`);
  sayRunning(this, running);
}

function sayRunning({ out }: CliContext, running: boolean): void {
  if (running) out.line(`  what runs does not know yet: ${out.style.command('gw up')}`);
}

async function valueOf({ host, stdin }: CliContext, name: string): Promise<string> {
  const value = stdin.isTTY ? await host.secret(`${name}: `) : (await text(stdin)).replace(/\r?\n$/, '');
  if (value !== null) return value;
  throw new GroundworkError({
    code: 'secrets.value',
    message: `Nobody is here to type ${name}`,
    fix: `gw secrets set ${name} < FILE`,
    exit: exitCodes.usage,
  });
}
