import type { Language, Service } from '@groundwork/blueprint';
import { firstDependency } from '../conda.ts';
import type { Fix } from '../finding.ts';
import type { Report, Rule, Whole } from '../rule.ts';
import type { TextFile } from '../text-file.ts';

export const unpinnedRuntime: Rule = {
  id: 'unpinned-runtime',
  title: 'No version of the language anywhere',
  severity: 'warning',
  help: `Nothing says which version of the language the service runs on, so every machine, image and platform picks its own: what works
today stops working when one of them moves on.

Write the version down in the file that the language's tools read.`,
  *inRepository(whole) {
    const seen = new Set<string>();
    for (const service of whole.blueprint.services) {
      const pin = pins[service.language];
      const key = `${service.language} ${componentOf(service, whole)}`;
      if (!pin || service.runtime.version !== null || seen.has(key) || isPinnedByPlatform(service)) continue;
      seen.add(key);
      const report = reportFor(service, pin, whole);
      if (report) yield report;
    }
  },
};

interface Pin {
  readonly name: string;
  /** The file that its tools read. */
  readonly file: string;
  /** Files that a service of it always has, likeliest first: where the finding stands. */
  readonly manifests: readonly string[];
  /** What stands in the file. */
  content(version: string): string;
}

const pins: Partial<Record<Language, Pin>> = {
  python: {
    name: 'Python',
    file: '.python-version',
    manifests: ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py', 'environment.yml'],
    content: (version) => `${version}\n`,
  },
  node: { name: 'Node', file: '.nvmrc', manifests: ['package.json'], content: (version) => `${version}\n` },
  ruby: { name: 'Ruby', file: '.ruby-version', manifests: ['Gemfile'], content: (version) => `${version}\n` },
  php: { name: 'PHP', file: 'composer.json', manifests: ['composer.json'], content: () => '' },
  java: {
    name: 'Java',
    file: '.java-version',
    manifests: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
    content: (version) => `${version}\n`,
  },
};

/** What packs it, or runs it as a function, says which version that is. */
const isPinnedByPlatform = ({ kind, framework }: Service): boolean => kind === 'function' || /^(Truss|Cog)$/.test(framework ?? '');

const componentOf = ({ name, path }: Service, { services }: Whole): string => services.get(name)?.draft.component.path ?? path;

function reportFor(service: Service, pin: Pin, whole: Whole): Report | null {
  const folder = componentOf(service, whole);
  const at = (name: string): string => (folder === '.' ? name : `${folder}/${name}`);
  if (whole.repository.has(at(pin.file)) && pin.file.startsWith('.')) return null;
  const manifest =
    pin.manifests.map(at).find((path) => whole.repository.has(path)) ?? manifestOf(service, whole) ?? service.evidence[0]?.file;
  const file = manifest === undefined ? null : whole.file(manifest);
  if (!file) return null;
  const version = whole.runtimes.get(service.language) ?? null;
  const message = `Nothing says which ${pin.name} ${service.name} runs on: each machine, image and platform picks its own, and a newer one breaks it without a change of yours.`;
  const conda = service.language === 'python' && version ? pinnedByConda(file, version) : null;
  if (conda)
    return {
      file: file.path,
      range: file.rangeOnLine(1),
      service: service.name,
      message,
      fix: conda,
      more: `Add python=${version} to its dependencies.`,
    };
  return {
    file: file.path,
    range: file.rangeOnLine(1),
    service: service.name,
    message,
    fix: version && pin.file.startsWith('.') ? pinned(at(pin.file), pin, version) : null,
    more: pin.file.startsWith('.')
      ? `Write it into ${at(pin.file)}${version ? `, ${version} here` : ''}.`
      : `Require a version of ${pin.name.toLowerCase()} in ${at(pin.file)}.`,
  };
}

const nowhere = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };

const pinned = (path: string, pin: Pin, version: string): Fix => ({
  title: `Pin ${pin.name} ${version} in ${path}`,
  edits: [{ file: path, range: nowhere, text: pin.content(version) }],
});

/** Where what it installs is written. */
const manifestOf = ({ name }: Service, { services }: Whole): string | undefined =>
  [...(services.get(name)?.draft.component.dependencies.values() ?? [])].at(0)?.evidence.file;

/** conda takes its Python from its list of dependencies, and reads no `.python-version`. */
function pinnedByConda(file: TextFile, version: string): Fix | null {
  const first = firstDependency(file);
  if (!first) return null;
  const range = { startLine: first.line, startColumn: 0, endLine: first.line, endColumn: 0 };
  return {
    title: `Pin Python ${version} in ${file.path}`,
    edits: [{ file: file.path, range, text: `${first.indent}- python=${version}\n` }],
  };
}
