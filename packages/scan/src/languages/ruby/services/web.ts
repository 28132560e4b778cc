import { textOf } from '../../../evaluate/value.ts';
import { baseName } from '../../../repository/paths.ts';
import type { ServiceDraft } from '../../language.ts';
import { nodeManifests } from '../../node/components.ts';
import { lockManager } from '../../node/manifests/read.ts';
import { isRails } from '../rails.ts';
import { healthOf } from './health.ts';
import { callsNamed, classMarked, draft, evidenceAt, projectName, type Project } from './project.ts';
import { releaseOf } from './release.ts';

interface Framework {
  readonly name: string;
  readonly gems: readonly string[];
  /** What it listens on when it is started by itself. */
  readonly port: number;
}

const frameworks: readonly Framework[] = [
  { name: 'Hanami', gems: ['hanami', 'hanami-router'], port: 2300 },
  { name: 'Padrino', gems: ['padrino', 'padrino-core'], port: 3000 },
  { name: 'Sinatra', gems: ['sinatra', 'sinatra-contrib'], port: 4567 },
  { name: 'Grape', gems: ['grape'], port: 9292 },
  { name: 'Roda', gems: ['roda'], port: 9292 },
  { name: 'Cuba', gems: ['cuba'], port: 9292 },
  { name: 'Rack', gems: ['rack', 'rackup', 'puma', 'unicorn', 'thin', 'falcon'], port: 9292 },
];

/** What Rack itself listens on. */
const rackPort = 9292;

export function webServices(project: Project): ServiceDraft[] {
  if (isRails(project.component) && (project.file('config/application.rb') || project.file('config/environment.rb')))
    return [rails(project)];
  const framework = frameworks.find((each) => project.has(...each.gems));
  if (project.file('config.ru')) return [rack(project, framework?.name ?? 'Rack')];
  return framework?.name === 'Sinatra' ? classic(project) : [];
}

function rails(project: Project): ServiceDraft {
  const settings = ['config/puma.rb', 'config/puma/production.rb'].find((path) => project.file(path));
  const file = project.file('config/application.rb') ? 'config/application.rb' : 'config/environment.rb';
  const server = project.has('puma')
    ? settings
      ? `bundle exec puma -C ${settings}`
      : 'bundle exec puma -p $PORT'
    : project.has('unicorn') && project.file('config/unicorn.rb')
      ? 'bundle exec unicorn -c config/unicorn.rb -p $PORT'
      : 'bundle exec rails server -b 0.0.0.0 -p $PORT';
  return draft(project, {
    name: projectName(project, 'web'),
    kind: 'web',
    framework: 'Rails',
    build: buildOf(project),
    release: releaseOf(project),
    start: server,
    port: serverPort(project) ?? 3000,
    health: healthOf(project),
    evidence: [evidenceAt(project.full(file), 1, 'a Rails application')],
  });
}

function rack(project: Project, framework: string): ServiceDraft {
  const settings = ['config/puma.rb', 'puma.rb'].find((path) => project.file(path));
  const start =
    project.has('puma') || settings
      ? settings
        ? `bundle exec puma -C ${settings}`
        : 'bundle exec puma -p $PORT'
      : project.has('falcon')
        ? 'bundle exec falcon serve --bind http://0.0.0.0:$PORT'
        : project.has('unicorn')
          ? 'bundle exec unicorn -p $PORT'
          : project.has('thin')
            ? 'bundle exec thin start -p $PORT'
            : 'bundle exec rackup --host 0.0.0.0 -p $PORT';
  return draft(project, {
    name: projectName(project, 'web'),
    kind: 'web',
    framework,
    build: buildOf(project),
    release: releaseOf(project),
    start: framework === 'Hanami' && !settings ? 'bundle exec hanami server --host=0.0.0.0 --port=$PORT' : start,
    port: serverPort(project) ?? (framework === 'Hanami' ? 2300 : rackPort),
    health: healthOf(project),
    evidence: [evidenceAt(project.full('config.ru'), 1, `a ${framework} application`)],
  });
}

/** Sinatra's classic style: a script that serves when it is run. */
function classic(project: Project): ServiceDraft[] {
  const modular = classMarked(project, /^Sinatra::(Base|Application)$/);
  const route = callsNamed(project, 'get').find(
    ({ placed }) => placed.call.callee.kind === 'name' && placed.call.args[0]?.kind === 'literal',
  );
  const module =
    callsNamed(project, 'run')[0]?.module ??
    project.modules.find((each) => each.imports.some((fact) => fact.module === 'Sinatra') && /\.rb$/.test(each.path)) ??
    modular?.module ??
    route?.module;
  if (!module) return [];
  return [
    draft(project, {
      name: projectName(project, 'web'),
      kind: 'web',
      framework: 'Sinatra',
      release: releaseOf(project),
      start: `bundle exec ruby ${project.relative(module.path)} -o 0.0.0.0 -p $PORT`,
      port: serverPort(project) ?? 4567,
      health: healthOf(project),
      evidence: [evidenceAt(module.path, route?.placed.call.line ?? 1, 'a Sinatra application')],
    }),
  ];
}

/** The port its server's settings or `set :port` say. */
function serverPort(project: Project): number | null {
  for (const { module, placed } of [
    ...callsNamed(project, 'port', /puma[\w/-]*\.rb$/),
    ...callsNamed(project, 'listen', /unicorn[\w/-]*\.rb$/),
  ]) {
    const [first] = placed.call.args;
    const text = first ? textOf(project.repository.valueOf(first, module, placed.scope)) : null;
    const found = /^(?:.*:)?(\d{2,5})$/.exec(text ?? '')?.[1];
    if (found) return Number(found);
  }
  for (const { module, placed } of callsNamed(project, 'bind', /puma[\w/-]*\.rb$/)) {
    const [first] = placed.call.args;
    const text = first ? textOf(project.repository.valueOf(first, module, placed.scope)) : null;
    const found = /^tcp:\/\/.*:(\d{2,5})$/.exec(text ?? '')?.[1];
    if (found) return Number(found);
  }
  for (const module of project.modules) {
    const set = module.assignments.find((each) => each.target[0] === 'settings' && each.target[1] === 'port' && each.target.length === 2);
    const text = set ? textOf(project.repository.valueOf(set.value, module, set.scope)) : null;
    if (text !== null && /^\d{2,5}$/.test(text)) return Number(text);
  }
  return null;
}

const installs = {
  npm: 'npm ci',
  pnpm: 'pnpm install --frozen-lockfile',
  yarn: 'yarn install --frozen-lockfile',
  bun: 'bun install --frozen-lockfile',
  deno: 'deno install --frozen',
} as const;

/** Assets are compiled before the release; the scripts they need are installed first. */
function buildOf(project: Project): string[] {
  const manifest = nodeManifests(project.repository).get(project.full('package.json'));
  const locked = project.repository.filesIn(project.component.path).flatMap((path) => lockManager(path) ?? [])[0];
  const depends = manifest && Object.keys({ ...manifest.dependencies, ...manifest.development }).length > 0;
  // Rails' own build runs the scripts; elsewhere a package.json may be there for tools alone.
  const bundled = depends && (isRails(project.component) || manifest.scripts['build'] !== undefined);
  const compiles =
    project.has(
      'sprockets',
      'sprockets-rails',
      'propshaft',
      'webpacker',
      'shakapacker',
      'vite_rails',
      'jsbundling-rails',
      'cssbundling-rails',
      'sass-rails',
      'tailwindcss-rails',
      'importmap-rails',
    ) ||
    (isRails(project.component) && project.repository.filesUnder(project.full('app/assets')).some((path) => baseName(path) !== '.keep'));
  return [
    ...(bundled ? [locked ? installs[locked] : 'npm install'] : []),
    ...(compiles
      ? [isRails(project.component) ? 'SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile' : 'bundle exec rake assets:precompile']
      : []),
  ];
}
