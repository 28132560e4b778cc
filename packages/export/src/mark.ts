import { exportedMark } from '@groundwork/blueprint';
import type { ExportedFile } from './file.ts';

/** A file with the line at its top by which a scan leaves it alone; JSON has no place for it but inside. */
export function marked({ path, text }: ExportedFile, format: string): string {
  const line = `${exportedMark} ${format}: read from the code, and not read back while this line stands.`;
  if (path.endsWith('.md')) return `<!-- ${line} -->\n\n${text}`;
  if (/(?<!devcontainer)\.json$/.test(path)) return text;
  if (path.endsWith('.json')) return `// ${line}\n${text}`;
  const [, shebang = '', rest = ''] = /^(#!.*\n)?([\s\S]*)$/.exec(text) ?? [];
  return `${shebang}# ${line}\n${rest}`;
}
