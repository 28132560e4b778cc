import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { packageFile } from '../package-file.ts';
import { isInside } from '../python-environments.ts';
import { startable, type Folder, type LanguageServer } from '../server.ts';

/**
 * Runs on a TypeScript that comes with Groundwork until the folder is trusted, then on the repository's own where it has a
 * `tsserver` (7 and later have none). Ours loads no plugin of a repository: it looks for those beside itself, and by bare names
 * only. Types of packages that carry none are not fetched, which would run npm.
 */
export const typescript: LanguageServer = {
  id: 'typescript',
  title: 'TypeScript and JavaScript',
  languages: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  find: (folder: Folder) => {
    const entry = packageFile('typescript-language-server/lib/cli.mjs');
    const bundled = packageFile('typescript-5/lib/tsserver.js');
    if (entry === null || bundled === null)
      return { reason: 'It was left out when Groundwork was installed', fix: 'npm install --global @groundwork/cli' };
    const own = ownServer(folder.dir);
    const path = folder.trusted && own !== null ? own.path : bundled;
    return startable([process.execPath, '--max-old-space-size=512', entry, '--stdio'], {
      options: {
        hostInfo: 'groundwork',
        disableAutomaticTypingAcquisition: true,
        maxTsServerMemory: 3072,
        tsserver: { path, useSyntaxServer: 'never' },
        preferences: { includeCompletionsForModuleExports: true, includeCompletionsWithSnippetText: true },
      },
      settings: { typescript: {}, javascript: {}, formattingOptions: {} },
      limited:
        own !== null && path === bundled
          ? `It runs on TypeScript ${versionOf(bundled) ?? '5'}; on the repository's own ${own.version ?? ''} and its plugins once the folder is trusted`
          : null,
      read: path,
    });
  },
};

/** The TypeScript that is installed in the folder, or in one directly below it. */
function ownServer(dir: string): { readonly path: string; readonly version: string | null } | null {
  const pattern = '{.,*,{packages,apps}/*}/node_modules/typescript/lib/tsserver.js';
  const [path] = globSync(pattern, { cwd: dir })
    .map((file) => join(dir, file))
    .filter((file) => isInside(file, dir))
    .toSorted((a, b) => a.length - b.length || a.localeCompare(b));
  return path === undefined ? null : { path, version: versionOf(path) };
}

const packageSchema = z.object({ version: z.string() });

function versionOf(server: string): string | null {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(join(dirname(dirname(server)), 'package.json'), 'utf8'))).version;
  } catch {
    return null;
  }
}
