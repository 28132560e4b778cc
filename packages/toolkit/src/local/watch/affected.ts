import type { Language, Service } from '@groundwork/blueprint';
import { isManifest } from '@groundwork/target-local';

/** What a change of files means for the services of a blueprint. */
export interface Affected {
  /** Their own files changed. */
  readonly restart: readonly string[];
  /** What they depend on may have changed: also those that reload themselves start anew, after an install. */
  readonly reinstall: readonly string[];
  /** The files that mean so. */
  readonly files: readonly string[];
  /** Migrations changed. */
  readonly release: boolean;
}

/** Files that programs of a language are made of, or read when they start. */
const sources: Readonly<Record<Language, RegExp>> = {
  python: /\.(?:py|pyx|html?|jinja2?|j2|toml|ya?ml|ini|cfg|sql)$|(?:^|\/)\.env[\w.]*$/,
  node: /\.(?:[cm]?[jt]sx?|vue|svelte|astro|json5?|html?|css|s[ac]ss|ejs|hbs|pug|graphql|gql|prisma|ya?ml|sql)$|(?:^|\/)\.env[\w.]*$/,
  go: /\.(?:go|html?|tmpl|gohtml|toml|ya?ml|sql)$|(?:^|\/)\.env[\w.]*$/,
  java: /\.(?:java|kts?|scala|groovy|xml|properties|ya?ml|html?|sql)$/,
  ruby: /\.(?:rb|ru|rake|erb|haml|slim|ya?ml)$|(?:^|\/)\.env[\w.]*$/,
  php: /\.(?:php|twig|phtml|ya?ml|ini)$|(?:^|\/)\.env[\w.]*$/,
  rust: /\.(?:rs|html?|toml|ya?ml|sql)$/,
  dotnet: /\.(?:cs|fs|vb|cshtml|razor|[cf]sproj|json)$/,
  static: /\.(?:html?|css|[cm]?[jt]sx?|md|json|ya?ml|toml|vue|svelte|s[ac]ss|svg)$/,
};
const migrations = /(?:^|\/)(?:migrations?|migrate|alembic|db|schema|prisma|versions)(?:\/|\.)|\.(?:sql|prisma)$/;
const tests = /(?:^|\/)(?:tests?|__tests__|spec|fixtures)\/|(?:^|\/)(?:test_[^/]+|[^/]+_test|[^/]+\.(?:test|spec))\.\w+$/;

export interface ServiceNow {
  /** It notices changed files by itself. */
  readonly reloadsItself: (service: Service) => boolean;
  /** It failed, and so notices nothing. */
  readonly isDown: (service: Service) => boolean;
}

/** Which services changed files belong to. */
export function affectedBy(files: ReadonlySet<string>, services: readonly Service[], { reloadsItself, isDown }: ServiceNow): Affected {
  const notices = (service: Service): boolean => !isDown(service) && (!runsOn(service) || reloadsItself(service));
  const restart = new Set<string>();
  const because = new Set<string>();
  const reinstall = new Set<string>();
  for (const file of files) {
    const manifest = isManifest(file);
    if (!manifest && tests.test(file)) continue;
    for (const service of ownersOf(file, services)) {
      if (isWrittenBy(file, service)) continue;
      const counts = manifest || (sources[service.language].test(file) && !notices(service));
      if (!counts) continue;
      because.add(file);
      (manifest ? reinstall : restart).add(service.name);
    }
  }
  return {
    restart: [...restart],
    reinstall: [...reinstall],
    files: [...because],
    release: [...because].some((file) => migrations.test(file)),
  };
}

/** Services in the deepest folder around a file; for one that lies in no service's folder, all: it is shared. */
function ownersOf(file: string, services: readonly Service[]): readonly Service[] {
  const around = services.filter(({ path }) => path === '.' || file.startsWith(`${path}/`));
  if (around.length === 0) return services;
  const depth = (path: string): number => (path === '.' ? 0 : path.split('/').length);
  const deepest = Math.max(...around.map(({ path }) => depth(path)));
  return around.filter(({ path }) => depth(path) === deepest);
}

/** Uploads and the like are no sources. */
function isWrittenBy(file: string, { path, volumes }: Service): boolean {
  return volumes.some((volume) => file.startsWith(path === '.' ? `${volume.path}/` : `${path}/${volume.path}/`));
}

/** A training or a job that was done is not done again for every file that is saved; a scheduled one takes the new code next time. */
const runsOn = ({ kind }: Service): boolean => kind !== 'job' && kind !== 'training' && kind !== 'cron';
