import { isUnder } from '../../../files.ts';
import type { Making } from '../../recipe.ts';
import type { Manifest } from './manifest.ts';

/**
 * The command that takes out development dependencies, where it is sure that nothing that runs needs one: no program that is started,
 * through scripts as well, and no file that runs names it.
 */
export function pruneOf({ service, files, scope, install, runs }: Making, manifest: Manifest): string | null {
  const [first = ''] = install;
  if (service.path !== scope || !/^npm (?:ci|install)\b/.test(first)) return null;
  const development = Object.keys(manifest.devDependencies).filter((name) => !(name in manifest.dependencies));
  if (development.length === 0) return null;
  const text = runs.map((command) => expanded(command, manifest.scripts)).join('\n');
  if (
    /\b(?:ts-node|tsx|nodemon|vite|jest|tsc|webpack|babel-node|npx|concurrently|cross-env|prisma|drizzle-kit|knex|sequelize)\b/.test(text)
  )
    return null;
  if (development.some((name) => text.includes(name.replace(/^@[^/]+\//, '')))) return null;
  const imports = development.map(
    (name) =>
      new RegExp(`(?:from|require\\(|import\\(|import)\\s*['"]${name.replaceAll(/[.*+?^$()[\]{}|\\/]/g, String.raw`\$&`)}(?:/[^'"]*)?['"]`),
  );
  const named = files.paths.some((path) => {
    if (
      !/\.[cm]?[jt]sx?$/.test(path) ||
      !isUnder(path, service.path) ||
      /(?:\.(?:test|spec|stories)\.|(?:^|\/)(?:tests?|__tests__|node_modules|cypress|e2e)\/)/.test(path)
    )
      return false;
    const source = files.read(path) ?? '';
    return imports.some((pattern) => pattern.test(source));
  });
  return named ? null : 'npm prune --omit=dev';
}

/** A command with the scripts it calls in their place. */
function expanded(command: string, scripts: Manifest['scripts'], depth = 4): string {
  if (depth === 0) return command;
  return command.replaceAll(/\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?([\w:.-]+)/g, (whole, name: string) => {
    const called = [`pre${name}`, name, `post${name}`].flatMap((each) => scripts[each] ?? []);
    return called.length === 0 ? whole : called.map((each) => expanded(each, scripts, depth - 1)).join(' && ');
  });
}
