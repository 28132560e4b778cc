import type { Blueprint } from '@groundwork/blueprint';
import { randomBytes } from 'node:crypto';

/** Names of the variables whose value only has to be random, each once: services share one under the same name. */
export function generatedNames({ services }: Blueprint): string[] {
  return [...new Set(services.flatMap(({ env }) => env.filter(({ source }) => source === 'generated').map(({ name }) => name)))].sort();
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
