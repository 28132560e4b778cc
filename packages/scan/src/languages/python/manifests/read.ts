import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { baseName } from '../../../repository/paths.ts';
import { emptyManifest, lineOf, normalName, readRequirement, type PythonManifest, type Requirement } from './manifest.ts';
import { readPyproject } from './pyproject.ts';

const requirementsFile = /^(requirements?([-_.][\w.-]+)?|[\w.-]+[-_.]requirements?|constraints)\.(txt|in|pip)$/i;
const developmentName = /(dev|test|lint|docs?|ci|build|typing|types|debug|local|mypy|style|check)/i;

/** Whether a path is a manifest, lockfile or version file of Python's tools. */
export function isPythonManifest(path: string): boolean {
  const name = baseName(path);
  return (
    /^(pyproject\.toml|setup\.cfg|Pipfile|environment\.ya?ml|conda\.ya?ml|\.python-version|runtime\.txt|uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/.test(
      name,
    ) ||
    requirementsFile.test(name) ||
    (/(^|\/)requirements\/[^/]+\.(txt|in|pip)$/.test(path) && !/\.(md|rst)$/.test(name))
  );
}

export function readPythonManifest(path: string, text: string): PythonManifest | null {
  const name = baseName(path);
  if (name === 'pyproject.toml') return readPyproject(text);
  if (name === 'Pipfile') return readPipfile(text);
  if (name === 'setup.cfg') return readSetupCfg(text);
  if (name === '.python-version' || name === 'runtime.txt') {
    const version = /(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;
    return version === null ? null : { ...emptyManifest, kind: 'version', requiresPython: version, toolsOnly: true };
  }
  if (/\.lock$/.test(name)) {
    const manager = name === 'uv.lock' ? 'uv' : name === 'poetry.lock' ? 'poetry' : name === 'pdm.lock' ? 'pdm' : 'pipenv';
    return { ...emptyManifest, kind: 'lock', manager, toolsOnly: true };
  }
  if (/\.ya?ml$/.test(name)) return readConda(text);
  return readRequirements(path, text);
}

function readRequirements(path: string, text: string): PythonManifest {
  const found: Requirement[] = [];
  const includes: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const include = /^\s*(?:-r|--requirement)[\s=]+(\S+)/.exec(line);
    if (include?.[1]) includes.push(include[1]);
    const requirement = readRequirement(line, index + 1);
    if (requirement) found.push(requirement);
  }
  const development = developmentName.test(baseName(path).replace(/^requirements?/i, ''));
  return {
    ...emptyManifest,
    kind: 'requirements',
    manager: 'pip',
    includes,
    dependencies: development ? [] : found,
    development: development ? found : [],
    toolsOnly: development,
  };
}

const table = z.record(z.string(), z.unknown());

function readPipfile(text: string): PythonManifest {
  const document = table.parse(parseToml(text));
  const list = (key: string): Requirement[] =>
    Object.entries(table.safeParse(document[key]).data ?? {}).map(([name, version]) => ({
      name: normalName(name),
      extras: [],
      version: typeof version === 'string' ? version : null,
      line: lineOf(text, name),
    }));
  const requires = table.safeParse(document['requires']).data ?? {};
  const version = requires['python_version'] ?? requires['python_full_version'];
  return {
    ...emptyManifest,
    kind: 'pipfile',
    manager: 'pipenv',
    dependencies: list('packages'),
    development: list('dev-packages'),
    requiresPython: typeof version === 'string' ? version : null,
  };
}

function readSetupCfg(text: string): PythonManifest | null {
  const requirements: Requirement[] = [];
  let section = '';
  let inRequires = false;
  let name: string | null = null;
  let requiresPython: string | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const header = /^\[(.+)\]/.exec(line);
    if (header?.[1]) {
      section = header[1];
      inRequires = false;
      continue;
    }
    const entry = /^(\w[\w.-]*)\s*[=:]\s*(.*)$/.exec(line);
    if (entry) inRequires = section === 'options' && entry[1] === 'install_requires';
    if (section === 'metadata' && entry?.[1] === 'name') name = entry[2] ?? null;
    if (section === 'options' && entry?.[1] === 'python_requires') requiresPython = entry[2] ?? null;
    const requirement = inRequires ? readRequirement(entry ? (entry[2] ?? '') : line, index + 1) : null;
    if (requirement) requirements.push(requirement);
  }
  return name === null && requirements.length === 0
    ? null
    : { ...emptyManifest, kind: 'setup-cfg', name, requiresPython, dependencies: requirements, manager: 'pip' };
}

const conda = z.object({
  name: z.string().nullish(),
  dependencies: z.array(z.union([z.string(), z.object({ pip: z.array(z.string()).nullish() })])),
});

function readConda(text: string): PythonManifest | null {
  const document = conda.safeParse(parseYaml(text, { maxAliasCount: 100 })).data;
  if (!document) return null;
  const found: Requirement[] = [];
  let requiresPython: string | null = null;
  for (const entry of document.dependencies) {
    for (const each of typeof entry === 'string' ? [entry.replace(/^[\w-]+::/, '')] : (entry.pip ?? [])) {
      const [name = '', version] = each.split(/(?<![=<>!~])=(?!=)/);
      if (name === 'python') requiresPython = version ?? null;
      const requirement = readRequirement(typeof entry === 'string' ? name : each, lineOf(text, each));
      if (requirement) found.push(requirement);
    }
  }
  return { ...emptyManifest, kind: 'conda', name: document.name ?? null, manager: 'conda', dependencies: found, requiresPython };
}
