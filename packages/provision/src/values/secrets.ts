import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { randomBytes } from 'node:crypto';

/** Names of the variables whose value only has to be random, each once: services share one under the same name. */
export function generatedNames({ services }: Blueprint): string[] {
  return [...new Set(services.flatMap(({ env }) => env.filter(({ source }) => source === 'generated').map(({ name }) => name)))].sort();
}

/** A variable that only a person can give, with everything that asks for it. */
export interface AskedVariable {
  readonly name: string;
  readonly services: readonly string[];
  /** Some service does not work without it. */
  readonly required: boolean;
  /** `file:line` where it is read. */
  readonly where: string | null;
}

/** What the code asks a person for: keys of outside services, each once. */
export function askedVariables({ services }: Blueprint): AskedVariable[] {
  const asked = new Map<string, AskedVariable>();
  for (const service of services) {
    for (const { name, source, required, default: inCode, evidence } of service.env) {
      if (source !== 'ask') continue;
      const before = asked.get(name);
      const [first] = evidence;
      asked.set(name, {
        name,
        services: [...(before?.services ?? []), service.name],
        required: (before?.required ?? false) || (required && inCode === null),
        where: before?.where ?? (first ? `${first.file}:${first.line}` : null),
      });
    }
  }
  return [...asked.values()];
}

/** Given values under names that no code was seen to read: every service gets them, since a person knows why. */
export function unaskedValues({ services }: Blueprint, given: Readonly<Record<string, string>>): Record<string, string> {
  const read = new Set(services.flatMap(({ env }) => env.map(({ name }) => name)));
  return Object.fromEntries(Object.entries(given).filter(([name]) => !read.has(name)));
}

/** The kept values, with new ones for names that have none: a session signed yesterday stays valid today. */
export function withGenerated(names: readonly string[], kept: Readonly<Record<string, string>>): Record<string, string> {
  const values = { ...kept };
  for (const name of names) values[name] ??= generateSecret(name);
  return values;
}

/**
 * 32 random bytes as 64 hexadecimal digits: long enough for every signing key, and what asks for hexadecimal or base64 takes it
 * too. Python's Fernet alone insists on url-safe base64 of exactly 32 bytes.
 */
export function generateSecret(name: string): string {
  const bytes = randomBytes(32);
  return /fernet/i.test(name) ? `${bytes.toString('base64url')}=` : bytes.toString('hex');
}

/** A password for a server: letters and digits only, so that no URL, shell or configuration file has to quote it. */
export function generatePassword(): string {
  return randomBytes(24).toString('hex');
}

/** Throws `secrets.name` for what cannot be the name of a variable, and for a value where a name belongs. */
export function checkSecretName(name: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  const [before = ''] = name.split('=');
  const holdsValue = name.includes('=');
  throw new GroundworkError({
    code: 'secrets.name',
    message: holdsValue
      ? 'A value does not belong on the command line, where others can read it'
      : `\`${name}\` cannot be the name of a variable`,
    fix: holdsValue ? `printf %s "$VALUE" | gw secrets set ${before}` : 'Use letters, digits and _',
    exit: exitCodes.usage,
  });
}
