import { exportFolder, exportText } from '@groundwork/toolkit';
import { resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { ExportFlags, Format } from './command.ts';

/** Writes an export, or prints its one file. */
export async function exportFiles(
  this: CliContext,
  { json = false, out, env: environment, force = false }: ExportFlags,
  format: Format,
  dir = this.cwd,
): Promise<void> {
  const { host, env } = this;
  const common = { format, host, env, ...(environment === undefined ? {} : { environment }) };
  if (out === '-') return this.process.stdout.write(await exportText(dir, common));
  const result = await exportFolder(dir, { ...common, force, ...(out === undefined ? {} : { out: resolve(this.cwd, out) }) });
  if (json) return this.out.line(JSON.stringify(result, null, 2));
  const { good, quiet, strong, warning } = this.out.style;
  for (const { path, outcome } of result.files)
    this.out.line(
      `  ${outcome === 'unchanged' ? quiet('=') : good(outcome === 'new' ? '+' : '~')} ${outcome === 'unchanged' ? quiet(visible(path)) : strong(visible(path))}`,
    );
  for (const note of result.notes) this.out.line(`  ${warning('!')} ${visible(note)}`);
  const readme = result.files.find(({ path }) => path.endsWith('README.md'));
  if (readme) this.out.line(quiet(`  How to use it: ${visible(readme.path)}`));
}
