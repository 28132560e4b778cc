import { inFolder, type Files } from '../../files.ts';
import { nginx } from '../base-images.ts';
import { run, type Line, type Making, type Recipe } from '../recipe.ts';

/** Where builders put a site, in the order of how surely that is one; `.` is a site that is not built. */
export const siteFolders = ['dist', 'build', 'out', '_site', 'www', '.output/public', 'public', 'site', '.'] as const;

const site = '/srv/site';

/** A page that is served as it lies there. */
export function page({ files, service, folder }: Making): Recipe {
  const at = plainSite(files, service.path);
  return {
    build: null,
    manifests: [],
    dependencies: [],
    finish: [],
    wholeFirst: null,
    strip: [],
    ...siteServer,
    artifacts: [{ from: at === '.' ? '.' : at, to: `${site}/`, why: `The page, as it lies in ${at === '.' ? folder : at}.` }],
  };
}

function plainSite(files: Files, folder: string): string {
  const all = new Set(files.paths);
  const found = siteFolders.find((name) => all.has(inFolder(inFolder(folder, name), 'index.html')));
  return found === undefined || found === '.' ? '.' : found;
}

/** Finds what the build made: where that is, only the build knows. */
export function siteLines(folder: string): Line[] {
  const candidates = siteFolders.flatMap((name) =>
    name === '.' || name === 'public' ? [`${name}/index.html`] : [`${name}/index.html`, `${name}/*/index.html`, `${name}/*/*/index.html`],
  );
  return [
    run(
      [
        `cd ${folder} && for page in ${candidates.join(' ')}; do`,
        `    if [ -f "$page" ]; then mkdir -p ${site} && cp -R "$(dirname "$page")/." ${site}/ && break; fi;`,
        `  done; test -f ${site}/index.html`,
      ].join(' \\\n'),
      'The finished page, from the first place that builders use.',
    ),
  ];
}

const settings = [
  'daemon off;',
  'pid /tmp/nginx.pid;',
  'error_log /dev/stderr warn;',
  'events {}',
  'http {',
  '  include /etc/nginx/mime.types;',
  '  default_type application/octet-stream;',
  '  access_log /dev/stdout;',
  '  server_tokens off;',
  '  sendfile on;',
  '  gzip on;',
  '  gzip_types text/css application/javascript application/json image/svg+xml;',
  ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path /tmp/nginx-${name};`),
  '  server {',
  '    listen __PORT__;',
  `    root ${site};`,
  '    location ~ \\.[^/]+$ { try_files $uri =404; }',
  '    location / { try_files $uri $uri/index.html $uri.html /index.html =404; }',
  '  }',
  '}',
];

/** nginx without root: the port comes from its environment, and only /tmp is written to. */
export const siteServer = {
  runtime: nginx,
  artifacts: [{ from: site, to: `${site}/`, why: 'The page.' }],
  runtimeTools: [
    run(
      `printf '%s\\n' \\\n${settings.map((line) => `    '${line}' \\`).join('\n')}\n  > /etc/nginx/site.conf`,
      'A path without an ending that is no file belongs to a router in the browser: it gets the page.',
    ),
  ],
  runtimeEnv: {},
  command: ['sh', '-c', 'sed "s/__PORT__/$PORT/" /etc/nginx/site.conf > /tmp/nginx.conf && exec nginx -e /dev/stderr -c /tmp/nginx.conf'],
  stopSignal: { signal: 'SIGQUIT', why: 'nginx finishes what it is answering.' },
} satisfies Partial<Recipe>;
