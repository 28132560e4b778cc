import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../repository/repository.ts';

/** What was read of a forge before, beside what was read of commits. It may say anything: whoever reads it checks. */
export interface KeptDelivery {
  read(): unknown;
  write(value: unknown): void;
}

/** Throws like `readHistory` where there is no repository whose history could be read. */
export async function keptDelivery(folder: string): Promise<KeptDelivery> {
  const repository = await openRepository(folder);
  repository.close();
  const file = repository.state === null ? null : join(repository.state, 'forge.json');
  return {
    read: () => {
      try {
        return file === null ? null : JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        return null;
      }
    },
    write: (value) => {
      if (file === null) return;
      writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
