/** A program that serves, and how its command line tells it where to listen. */
export interface ServerCommand {
  readonly name: string;
  readonly pattern: RegExp;
  /** A host on the command line. */
  readonly host: RegExp;
  /** Something else on it that tells: a configuration file, a socket. */
  readonly elsewhere?: RegExp;
  /** Where it listens when none is told. */
  readonly silent: 'loopback' | null;
  /** Variables that tell it. */
  readonly variables: readonly string[];
  /** A configuration file that it reads by itself. */
  readonly file?: RegExp;
  /** What to add to the command. */
  readonly add: string | null;
}

const flag = (...names: string[]): RegExp =>
  new RegExp(
    `(?:^|\\s)(?:${names.join('|')})(?:[=\\s]+)['"]?(?:https?://)?(\\[[\\d:]+\\]|\\$?[\\w.{}:-]*?|\\*)(?::[\\d\${}\\w:-]+)?['"]?(?=\\s|$)`,
  );

export const serverCommands: readonly ServerCommand[] = [
  {
    name: 'uvicorn',
    pattern: /\buvicorn\s+(?!\.workers)/,
    host: flag('--host'),
    elsewhere: /--(uds|fd)\b/,
    silent: 'loopback',
    variables: ['UVICORN_HOST'],
    add: '--host 0.0.0.0',
  },
  {
    name: 'flask run',
    pattern: /\bflask\b(\s+--?\S+(\s+[\w.:]+)?)*\s+run\b/,
    host: flag('--host', '-h'),
    silent: 'loopback',
    variables: ['FLASK_RUN_HOST'],
    add: '--host 0.0.0.0',
  },
  { name: 'fastapi dev', pattern: /\bfastapi\s+dev\b/, host: flag('--host'), silent: 'loopback', variables: [], add: '--host 0.0.0.0' },
  {
    name: 'hypercorn',
    pattern: /\bhypercorn\s/,
    host: flag('--bind', '-b'),
    elsewhere: /(^|\s)(--config|-c)\b/,
    silent: 'loopback',
    variables: [],
    add: '--bind 0.0.0.0:8000',
  },
  {
    name: 'daphne',
    pattern: /\bdaphne\s/,
    host: flag('-b', '--bind'),
    elsewhere: /(^|\s)(-e|--endpoint|-u|--fd)\b/,
    silent: 'loopback',
    variables: [],
    add: '-b 0.0.0.0',
  },
  {
    name: 'gunicorn',
    pattern: /\bgunicorn\s/,
    host: flag('--bind', '-b'),
    elsewhere: /(^|\s)(--config|-c)\b/,
    silent: 'loopback',
    variables: ['PORT', 'GUNICORN_CMD_ARGS'],
    file: /(^|\/)gunicorn\.conf\.py$/,
    add: '--bind 0.0.0.0:8000',
  },
  {
    name: 'runserver',
    pattern: /\bmanage\.py\s+runserver(_plus)?\b/,
    host: /runserver(?:_plus)?(?:\s+--\S+)*\s+(\[[\d:]+\]|[\w.${}-]+(?=:))/,
    silent: 'loopback',
    variables: [],
    add: null,
  },
  {
    name: 'artisan serve',
    pattern: /\bartisan\s+serve\b/,
    host: flag('--host'),
    silent: 'loopback',
    variables: ['SERVER_HOST'],
    add: '--host 0.0.0.0',
  },
  { name: 'php -S', pattern: /\bphp\s+(-\S+\s+)*-S\s/, host: /-S\s+(\[[\d:]+\]|[\w.${}-]+)/, silent: null, variables: [], add: null },
  {
    name: 'rails server',
    pattern: /\b(rails|bin\/rails)\s+(server|s)\b/,
    host: flag('-b', '--binding'),
    silent: null,
    variables: ['BINDING'],
    add: '-b 0.0.0.0',
  },
  {
    name: 'mlflow',
    pattern: /\bmlflow\s+(server|ui|models\s+serve)\b/,
    host: flag('--host', '-h'),
    silent: 'loopback',
    variables: ['MLFLOW_HOST'],
    add: '--host 0.0.0.0',
  },
  {
    name: 'tensorboard',
    pattern: /\btensorboard\s/,
    host: flag('--host'),
    elsewhere: /--bind_all/,
    silent: 'loopback',
    variables: [],
    add: '--bind_all',
  },
  {
    name: 'jupyter',
    pattern: /\bjupyter([-\s])(lab|notebook|server)\b/,
    host: flag('--ip', '--ServerApp\\.ip', '--NotebookApp\\.ip'),
    silent: 'loopback',
    variables: [],
    add: '--ip 0.0.0.0',
  },
  {
    name: 'vite',
    pattern: /\bvite(\s+(dev|serve|preview))?(\s|$)(?!build)/,
    host: /(?:^|\s)--host(?:[=\s]+([\w.${}]+)|(?=\s|$)())/,
    silent: 'loopback',
    variables: [],
    file: /(^|\/)vite\.config\.[cm]?[jt]s$/,
    add: '--host 0.0.0.0',
  },
  { name: 'ng serve', pattern: /\bng\s+serve\b/, host: flag('--host'), silent: 'loopback', variables: [], add: '--host 0.0.0.0' },
  { name: 'hugo server', pattern: /\bhugo\s+serve(r)?\b/, host: flag('--bind'), silent: 'loopback', variables: [], add: '--bind 0.0.0.0' },
  {
    name: 'jekyll serve',
    pattern: /\bjekyll\s+serve\b/,
    host: flag('--host', '-H'),
    silent: 'loopback',
    variables: [],
    add: '--host 0.0.0.0',
  },
  { name: 'http.server', pattern: /\bpython3?\s+-m\s+http\.server\b/, host: flag('--bind', '-b'), silent: null, variables: [], add: null },
];
