import { canonicalName } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { ServiceDraft } from '../../language.ts';
import { buildOf } from './build.ts';
import { healthOf } from './health.ts';
import { draft, evidenceAt, projectName, type Project } from './project.ts';
import { releaseOf } from './release.ts';

interface Framework {
  readonly name: string;
  readonly packages: readonly string[];
  /** The command its documentation starts it with, where that is not PHP's own server. */
  readonly start?: (project: Project) => string | null;
  /** The port that command listens on by itself. */
  readonly port: number;
}

const withScript = (script: string, command: string) => (project: Project) => (project.file(script) ? command : null);

/** In order: applications are built on frameworks, and frameworks on components. */
const frameworks: readonly Framework[] = [
  {
    name: 'Laravel',
    packages: ['laravel/framework'],
    start: (project) =>
      project.has('laravel/octane')
        ? 'php artisan octane:start --host=0.0.0.0 --port=$PORT'
        : withScript('artisan', 'php artisan serve --host=0.0.0.0 --port=$PORT')(project),
    port: 8000,
  },
  { name: 'Lumen', packages: ['laravel/lumen-framework'], port: 8000 },
  { name: 'Drupal', packages: ['drupal/core', 'drupal/core-recommended'], port: 8888 },
  { name: 'WordPress', packages: ['johnpbloch/wordpress', 'roots/wordpress'], port: 8080 },
  {
    name: 'CodeIgniter',
    packages: ['codeigniter4/framework'],
    start: withScript('spark', 'php spark serve --host 0.0.0.0 --port $PORT'),
    port: 8080,
  },
  { name: 'CodeIgniter', packages: ['codeigniter/framework'], port: 8000 },
  {
    name: 'CakePHP',
    packages: ['cakephp/cakephp'],
    start: withScript('bin/cake.php', 'php bin/cake.php server -H 0.0.0.0 -p $PORT'),
    port: 8765,
  },
  { name: 'Yii', packages: ['yiisoft/yii2', 'yiisoft/yii'], start: withScript('yii', 'php yii serve 0.0.0.0:$PORT'), port: 8080 },
  { name: 'Hyperf', packages: ['hyperf/http-server'], start: withScript('bin/hyperf.php', 'php bin/hyperf.php start'), port: 9501 },
  { name: 'Webman', packages: ['workerman/webman-framework'], start: withScript('start.php', 'php start.php start'), port: 8787 },
  { name: 'ThinkPHP', packages: ['topthink/framework'], start: withScript('think', 'php think run -H 0.0.0.0 -p $PORT'), port: 8000 },
  { name: 'Symfony', packages: ['symfony/framework-bundle', 'symfony/symfony', 'shopware/core'], port: 8000 },
  { name: 'Mezzio', packages: ['mezzio/mezzio', 'zendframework/zend-expressive'], port: 8080 },
  { name: 'Laminas', packages: ['laminas/laminas-mvc', 'zendframework/zend-mvc'], port: 8080 },
  { name: 'Slim', packages: ['slim/slim'], port: 8080 },
  { name: 'Flight', packages: ['mikecao/flight', 'flightphp/core'], port: 8000 },
  { name: 'Leaf', packages: ['leafs/leaf'], port: 5500 },
];

const publicFolders = [
  'public',
  'web',
  'www',
  'html',
  'htdocs',
  'public_html',
  'webroot',
  'docroot',
  'pub',
  'wwwroot',
  '.',
  'src/public',
  'src',
  'app',
];

/** The folder whose index.php answers requests. */
function publicFolder(project: Project): string | null {
  const said = [project.composer?.publicFolder ?? null, servedFolder(project)].filter((each) => each !== null);
  return [...said, ...publicFolders].find((folder) => project.file(folder === '.' ? 'index.php' : `${folder}/index.php`)) ?? null;
}

interface OwnServer {
  readonly port: number | null;
  readonly folder: string | null;
}

/** `php -S localhost:8080 -t public` as a composer script. */
function ownServer(project: Project): OwnServer | null {
  for (const command of Object.values(project.composer?.scripts ?? {}).flat()) {
    const match = /\bphp\s+-S\s+[\w.]+:(\d+)(?:.*?\s-t\s+(\S+))?/.exec(command);
    if (match) return { port: Number(match[1]), folder: match[2]?.replace(/^\.\/|\/$/g, '') ?? null };
  }
  return null;
}

const servedFolder = (project: Project): string | null => ownServer(project)?.folder ?? null;

export function webServices(project: Project): ServiceDraft[] {
  const long = longRunning(project);
  const framework = frameworks.find((each) => project.has(...each.packages));
  const folder = publicFolder(project);
  if (folder === null && !long && !(framework?.start?.(project) ?? null)) return [];
  if (isLibrary(project) && folder === null) return [];
  const served = folder === null || folder === '.' ? '' : ` -t ${folder}`;
  const wordpress = project.file('wp-config.php') || project.file('wp-load.php') || project.file('wp-config-docker.php');
  const port = long?.port ?? ownServer(project)?.port ?? framework?.port ?? 8000;
  const page = folder === null ? null : folder === '.' ? 'index.php' : `${folder}/index.php`;
  return [
    draft(project, {
      name: projectName(project, 'web'),
      kind: 'web',
      framework: framework?.name ?? (wordpress ? 'WordPress' : null),
      build: buildOf(project),
      release: releaseOf(project),
      start: long?.start ?? framework?.start?.(project) ?? `php -S 0.0.0.0:$PORT${served}`,
      port,
      health: healthOf(project),
      evidence: [
        long?.evidence ??
          evidenceAt(project.full(page ?? 'composer.json'), 1, framework ? `a ${framework.name} application` : 'a PHP page'),
      ],
    }),
  ];
}

/** A package that others install has no pages of its own. */
const isLibrary = (project: Project): boolean =>
  /^(library|symfony-bundle|composer-plugin|metapackage|wordpress-(plugin|theme)|drupal-module|yii2-extension|magento2-module|phpcodesniffer-standard)$/.test(
    project.composer?.type ?? '',
  );

const servers: Readonly<Record<string, 'two' | 'address'>> = {
  'Swoole.Http.Server': 'two',
  'Swoole.HTTP.Server': 'two',
  'Swoole.WebSocket.Server': 'two',
  'OpenSwoole.Http.Server': 'two',
  'OpenSwoole.HTTP.Server': 'two',
  'OpenSwoole.WebSocket.Server': 'two',
  'Workerman.Worker': 'address',
  'React.Socket.SocketServer': 'address',
  'React.Socket.Server': 'address',
  'Amp.Http.Server.SocketHttpServer': 'address',
  'FrameworkX.App': 'address',
};

/** A script that listens by itself rather than behind a web server. */
function longRunning(project: Project): { start: string; port: number | null; evidence: ServiceDraft['evidence'][number] } | null {
  for (const module of project.modules)
    for (const name of ['Server', 'Worker', 'SocketServer'])
      for (const { call, scope } of indexOf(module).calls.get(name) ?? []) {
        const canonical = canonicalName(call.callee, module, scope);
        const form = canonical !== null && Object.hasOwn(servers, canonical) ? servers[canonical] : undefined;
        if (form === undefined || canonical === null) continue;
        const argument = call.args[form === 'two' ? 1 : 0];
        const told = argument ? textOf(project.repository.valueOf(argument, module, scope)) : null;
        if (form === 'address' && !/^(https?|websocket|tcp|\d+\.|0\.0|\[)/.test(told ?? '')) continue;
        const port = /(\d{2,5})$/.exec(told ?? '')?.[1];
        const root = project.component.path;
        return {
          start: `php ${root === '.' ? module.path : module.path.slice(root.length + 1)}`,
          port: port === undefined ? null : Number(port),
          evidence: evidenceAt(module.path, call.line, `${canonical.replaceAll('.', '\\')} listens`),
        };
      }
  return null;
}
