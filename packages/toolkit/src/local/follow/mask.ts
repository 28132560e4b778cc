import { environmentFolder, readSecrets, withoutPasswords } from '@groundwork/provision';
import { statSync } from 'node:fs';
import { localEnvironment } from '../folder.ts';

/** Shorter ones are words that say nothing, and hiding them would hide everything. */
const shortest = 8;

/** Hides what the environment of a folder keeps secret in a text: keys that were given, passwords, the password of every URL. */
export function createMask(dir: string): (text: string) => string {
  const folder = environmentFolder(dir, localEnvironment);
  let stamp = 0;
  let hidden: readonly string[] = [];
  const refresh = (): void => {
    const now = statSync(folder.secrets, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (now === stamp) return;
    stamp = now;
    const { given, generated, passwords } = readSecrets(folder);
    const values = [given, generated, passwords].flatMap((each) => Object.values(each)).filter((value) => value.trim().length >= shortest);
    // A longer one may hold a shorter one.
    hidden = [...new Set(values)].sort((a, b) => b.length - a.length);
  };
  return (text) => {
    refresh();
    return withoutPasswords(hidden.reduce((shown, value) => shown.replaceAll(value, '…'), text));
  };
}
