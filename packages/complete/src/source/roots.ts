import { parse, type ParseError } from 'jsonc-parser';
import { z } from 'zod';

/** What a module's name may begin with, and the folders that stands for. */
export interface Root {
  readonly prefix: string;
  /** Relative to the repository, `` for its root. */
  readonly folder: string;
  /** Only in files below it; `` everywhere. */
  readonly within: string;
}

/** Manifests that say what folders are called by. */
export const isManifest = (path: string): boolean => /(?:^|\/)(?:package\.json|[jt]sconfig[\w.-]*\.json|go\.mod|Cargo\.toml)$/.test(path);

const packageSchema = z.object({ name: z.string().optional() });
const configSchema = z.object({
  compilerOptions: z.object({ baseUrl: z.string().optional(), paths: z.record(z.string(), z.array(z.string())).optional() }).optional(),
});

/** Names that a manifest gives folders; none where it is broken. */
export function rootsIn(path: string, text: string): readonly Root[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (path.endsWith('go.mod')) {
    const name = /^module\s+(\S+)/m.exec(text)?.[1];
    return name === undefined ? [] : [{ prefix: name, folder, within: '' }];
  }
  if (path.endsWith('Cargo.toml')) {
    const name = /^\[package\][^[]*?^name\s*=\s*"([\w-]+)"/m.exec(text)?.[1];
    return name === undefined ? [] : [{ prefix: name.replaceAll('-', '_'), folder: below(folder, 'src'), within: '' }];
  }
  const errors: ParseError[] = [];
  const read: unknown = parse(text, errors, { allowTrailingComma: true });
  if (path.endsWith('package.json')) {
    const { data } = packageSchema.safeParse(read);
    return data?.name === undefined ? [] : [{ prefix: data.name, folder, within: '' }];
  }
  const options = configSchema.safeParse(read).data?.compilerOptions;
  const base = below(folder, options?.baseUrl ?? '.');
  return Object.entries(options?.paths ?? {}).flatMap(([name, targets]) =>
    targets.map((target) => ({ prefix: name.replace(/\/?\*$/, ''), folder: below(base, target.replace(/\/?\*$/, '')), within: folder })),
  );
}

/** A path from a folder, `..` and `.` worked out; `..` above the repository is left out. */
export function below(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
