import { isExecutable } from '@groundwork/target-local';
import { readdirSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** One setting, and whose it is: `local` and `worktree` are the repository's, the others the person's or the machine's. */
export interface Setting {
  readonly scope: string;
  /** Section and last word in small letters, as git lists it. */
  readonly key: string;
  readonly value: string;
}

/** What a person does that writes, or speaks to other machines. */
export type Act = 'stage' | 'discard' | 'commit' | 'switch' | 'fetch' | 'pull' | 'push';

const filters = /^filter\..*\.(?:clean|smudge|process)$/;
const signing = /^gpg\.(?:.*\.)?(?:program|defaultkeycommand)$/;
const merging = /^merge\..*\.driver$/;
const remotes = /^(?:core\.(?:sshcommand|gitproxy)|credential\.(?:.*\.)?helper|remote\..*\.(?:uploadpack|receivepack|vcs))$/;
const watching = /^core\.fsmonitor$/;
const everywhere = ['reference-transaction', 'post-index-change'];

/** Which settings and hooks each act would run a command for. */
const runs: Readonly<Record<Act, { readonly settings: readonly RegExp[]; readonly hooks: readonly string[] }>> = {
  stage: { settings: [filters, watching], hooks: [] },
  discard: { settings: [filters, watching], hooks: [] },
  commit: {
    settings: [filters, watching, signing],
    hooks: ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit', 'post-rewrite', 'pre-auto-gc', ...everywhere],
  },
  switch: { settings: [filters, watching], hooks: ['post-checkout', ...everywhere] },
  fetch: { settings: [remotes], hooks: ['pre-auto-gc', ...everywhere] },
  pull: {
    settings: [remotes, filters, watching, merging, signing],
    hooks: [
      'pre-merge-commit',
      'prepare-commit-msg',
      'commit-msg',
      'post-merge',
      'pre-rebase',
      'post-rewrite',
      'post-checkout',
      'post-commit',
      'pre-auto-gc',
      ...everywhere,
    ],
  },
  push: { settings: [remotes, signing], hooks: ['pre-push', ...everywhere] },
};

/** What `git config --list --show-scope -z` prints. */
export function parseSettings(output: string): Setting[] {
  const words = output.split('\0');
  const settings: Setting[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [scope = '', setting = ''] = words.slice(at, at + 2);
    const end = setting.indexOf('\n');
    // A key without a value is true.
    settings.push(
      end === -1 ? { scope, key: setting, value: 'true' } : { scope, key: setting.slice(0, end), value: setting.slice(end + 1) },
    );
  }
  return settings;
}

/**
 * What wins over the repository's own configuration while it is not trusted, so that nothing in it runs a command: neither reading
 * nor what a person does. `.gitattributes` names filters, and it is the configuration that says what they are.
 */
export function harmless(settings: readonly Setting[]): Record<string, string> {
  const config: Record<string, string> = {
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'core.alternateRefsCommand': '',
    'diff.external': '',
    'protocol.ext.allow': 'never',
    'log.showSignature': 'false',
    'submodule.recurse': 'false',
    'fetch.recurseSubmodules': 'false',
    'push.recurseSubmodules': 'no',
    'safe.bareRepository': 'explicit',
  };
  for (const { key } of settings.filter(isOfRepository)) {
    const [, driver] = /^filter\.(.*)\.[a-z]+$/.exec(key) ?? [];
    if (driver === undefined) continue;
    for (const word of ['clean', 'smudge', 'process']) config[`filter.${driver}.${word}`] = '';
    config[`filter.${driver}.required`] = 'false';
  }
  return config;
}

/** What of the repository an act would run: `filter.lfs.clean: git-lfs clean -- %f`, `hook pre-commit`. */
export function commandsOf(
  act: Act,
  settings: readonly Setting[],
  { gitDir, top }: { readonly gitDir: string; readonly top: string },
): string[] {
  const { settings: patterns, hooks } = runs[act];
  const set = settings
    .filter((each) => isOfRepository(each) && patterns.some((pattern) => pattern.test(each.key)) && !/^(?:true|false|)$/.test(each.value))
    .map(({ key, value }) => `${key}: ${value}`);
  const found = hooks.length === 0 ? [] : executableHooks(hookFolder(settings, { gitDir, top }), hooks);
  return [...new Set([...set, ...found.map((name) => `hook ${name}`)])];
}

const isOfRepository = ({ scope }: Setting): boolean => scope === 'local' || scope === 'worktree';

/** Where hooks are looked for; `null` where it is a folder of the person's own, outside of the repository. */
function hookFolder(settings: readonly Setting[], { gitDir, top }: { readonly gitDir: string; readonly top: string }): string | null {
  const last = settings.findLast(({ key }) => key === 'core.hookspath');
  if (!last) return join(gitDir, 'hooks');
  const folder = real(resolve(top, last.value));
  const inside = [top, gitDir].some((parent) => folder === real(parent) || folder.startsWith(real(parent) + sep));
  return isOfRepository(last) || inside ? folder : null;
}

function executableHooks(folder: string | null, names: readonly string[]): string[] {
  if (folder === null) return [];
  let present: string[] = [];
  try {
    present = readdirSync(folder);
  } catch {
    return [];
  }
  return names.filter((name) => present.includes(name) && isExecutable(join(folder, name)));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
