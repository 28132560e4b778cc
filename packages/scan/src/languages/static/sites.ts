import { baseName, folderOf, isAside, isTest } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component, ServiceDraft } from '../language.ts';

/** A program that writes a site from texts. */
interface Generator {
  readonly name: string;
  /** Its configuration, and a folder that must stand beside it. */
  readonly config: RegExp;
  readonly beside: readonly string[];
  readonly build: string;
  readonly port: number;
}

const generators: readonly Generator[] = [
  {
    name: 'Hugo',
    config: /^(hugo|config)\.(toml|ya?ml|json)$/,
    beside: ['archetypes', 'themes', 'layouts'],
    build: 'hugo --minify',
    port: 1313,
  },
  { name: 'Zola', config: /^config\.toml$/, beside: ['templates', 'sass'], build: 'zola build', port: 1111 },
  { name: 'Jekyll', config: /^_config\.ya?ml$/, beside: ['_posts', '_layouts', '_includes'], build: 'jekyll build', port: 4000 },
  { name: 'mdBook', config: /^book\.toml$/, beside: ['src'], build: 'mdbook build', port: 3000 },
];

/** Files that make a folder, and all below it, the business of another language. */
const manifests =
  /^(package\.json|deno\.jsonc?|requirements[\w.-]*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile|manage\.py|go\.mod|pom\.xml|build\.gradle(\.kts)?|build\.sbt|Gemfile|composer\.json|Cargo\.toml|mix\.exs|.*\.(csproj|fsproj|sln|slnx|php|jsp|cshtml|cgi))$/;

/** Folders in which pages belong to a program that sends or fills them. */
const served =
  /(^|\/)(templates?|views?|static|assets|resources|public_html\/.*|themes?|layouts?|vendor|node_modules|wwwroot|dist|build|coverage|javadoc|apidocs?|_site|src)(\/|$)/i;

/** Folders with a start page of their own that no program of the repository stands in or above. */
export function siteComponents(repository: Repository): Component[] {
  const folders = new Set<string>();
  for (const path of repository.paths) {
    const isPage = baseName(path) === 'index.html';
    if (!isPage && !generators.some(({ config }) => config.test(baseName(path)))) continue;
    const folder = folderOf(path);
    if (folder.split('/').length > 3 || isAside(`${folder}/`) || isTest(`${folder}/x`) || served.test(folder)) continue;
    if (belongsElsewhere(folder, repository) || !(isPage || generatorOf(folder, repository))) continue;
    folders.add(folder);
  }
  // The outermost page leads to those below it.
  return [...folders]
    .filter((folder) => ![...folders].some((other) => other !== folder && (other === '.' || folder.startsWith(`${other}/`))))
    .sort()
    .map((path) => ({
      path,
      language: 'static',
      name: null,
      dependencies: new Map(),
      runtime: { version: null, packageManager: null },
      install: [],
      includes: [],
      evidence: [evidenceOf(path, repository)],
    }));
}

function belongsElsewhere(folder: string, repository: Repository): boolean {
  for (let at = folder; ; at = folderOf(at)) {
    if (repository.filesIn(at).some((path) => manifests.test(baseName(path)))) return true;
    if (at === '.') break;
  }
  // A program below the page sends it.
  return repository.filesUnder(folder).some((path) => manifests.test(baseName(path)));
}

function generatorOf(folder: string, repository: Repository): Generator | null {
  const names = repository.filesIn(folder).map(baseName);
  const inside = (name: string): boolean => repository.filesUnder(folder === '.' ? name : `${folder}/${name}`).length > 0;
  return generators.find(({ config, beside }) => names.some((name) => config.test(name)) && beside.some(inside)) ?? null;
}

const evidenceOf = (folder: string, repository: Repository): Component['evidence'][number] => {
  const generator = generatorOf(folder, repository);
  const files = repository.filesIn(folder);
  const file = files.find((path) => (generator ? generator.config.test(baseName(path)) : baseName(path) === 'index.html')) ?? folder;
  return { file, line: 1, why: generator ? `a site that ${generator.name} writes` : 'a page that needs no program', confidence: 0.8 };
};

export function siteServices(component: Component, repository: Repository): ServiceDraft[] {
  const generator = generatorOf(component.path, repository);
  return [
    {
      name: component.path === '.' ? 'site' : baseName(component.path),
      path: component.path,
      kind: 'static',
      language: 'static',
      framework: generator?.name ?? null,
      component,
      build: generator ? [generator.build] : [],
      release: [],
      start: null,
      port: generator?.port ?? 80,
      health: '/',
      schedule: null,
      gpu: 'none',
      systemPackages: [],
      entries: [],
      evidence: component.evidence,
    },
  ];
}
