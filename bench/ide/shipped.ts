/**
 * What the server can send for the shell and the extension:
 *   node --conditions=groundwork-source bench/ide/shipped.ts
 * Every file once, gzipped.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/** Bytes. */
export const shippedTarget = 12_000_000;

interface Shipped {
  readonly file: string;
  readonly bytes: number;
}

const apps = fileURLToPath(new URL('../../apps/', import.meta.url));

export function shippedFiles(): readonly Shipped[] {
  const shell = readdirSync(join(apps, 'ide/dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const extension = join(apps, 'extension/dist');
  const listed = z.array(z.string()).parse(JSON.parse(readFileSync(join(extension, 'files.json'), 'utf8')));
  return [...shell, ...listed.map((file) => join(extension, file))].map((file) => ({
    file: file.slice(apps.length),
    bytes: gzipSync(readFileSync(file), { level: 9 }).length,
  }));
}

export const shippedBytes = (): number => shippedFiles().reduce((sum, { bytes }) => sum + bytes, 0);

if (import.meta.main) {
  const files = shippedFiles().toSorted((a, b) => b.bytes - a.bytes);
  for (const { file, bytes } of files.slice(0, 12)) process.stdout.write(`${mega(bytes).padStart(8)}  ${file}\n`);
  process.stdout.write(`shipped ${mega(shippedBytes())} gzipped, ${files.length} files (target ${mega(shippedTarget)})\n`);
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
