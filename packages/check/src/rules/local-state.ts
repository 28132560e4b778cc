import type { Service } from '@groundwork/blueprint';
import { canonicalName, type Call, type Expression, type Module } from '@groundwork/scan';
import { isForDevelopment, isForDevelopmentOnly } from '../knowledge/development.ts';
import { diskUses, type DiskUse } from '../knowledge/disk.ts';
import type { FileView, Pending, Report, Rule, Whole } from '../rule.ts';
import { placeOf } from '../syntax/place.ts';
import { calledName, walk } from '../syntax/walk.ts';

export const localState: Rule = {
  id: 'local-state',
  title: 'State kept on the disk of the container',
  severity: 'warning',
  help: `A deployed service gets a new, empty disk with every release and every restart, and each of its instances has its own. What is
written beside the code (a SQLite file, uploads, sessions, a model) is gone then, or is only where it was written.

Keep it in a database or in object storage, or mount a volume at that path and run one instance.`,
  inFile: {
    interest:
      /UPLOAD|\.dump\(|\.savez?\(|\bopen\(|sqlite|TinyDB|diskcache|copyfileobj|multer|lowdb|nedb|writeFile|appendFile|createWriteStream|os\.Create|WriteFile/,
    of: 'source',
    matters: isDeployed,
    *look(view) {
      const { file, placed } = view;
      if (
        !placed ||
        isForDevelopmentOnly(file.path) ||
        /(^|\/)(train\w*|build|generate|export|download|prepare|init_db|create_db|migrate)\.\w+$/.test(file.path)
      )
        return;
      for (const use of usesIn(placed.module)) yield* pendingFor(view, use);
    },
  },
  *inRepository(whole) {
    for (const service of whole.blueprint.services) if (isDeployed(service)) yield* inDatabase(service, whole);
  },
};

function isDeployed({ kind }: Service): boolean {
  return kind === 'web' || kind === 'worker' || kind === 'inference' || kind === 'scheduler' || kind === 'function';
}

interface Found {
  readonly use: DiskUse;
  readonly expression: Expression;
  readonly path: string;
  /** The call is made while a request or a message is handled, rather than once at the start. */
  readonly isLater: boolean;
}

function* usesIn(module: Module): Iterable<Found> {
  const own = diskUses.filter(({ language }) => language === module.language);
  if (own.length === 0) return;
  for (const { expression, root, parents } of walk(module)) {
    if (root.guards.some(isForDevelopment)) continue;
    if (parents.length === 0 && root.kind === 'assignment') {
      const name = root.target.at(-1) ?? '';
      const use = own.find(({ settings }) => settings?.test(name));
      const path = use ? pathIn(expression, true) : null;
      if (use && path !== null) yield { use, expression, path, isLater: true };
    }
    if (expression.kind !== 'call') continue;
    const canonical = canonicalName(expression.callee, module, root.scope) ?? calledName(expression);
    const use = own.find(({ calls }) => calls?.includes(canonical));
    if (!use || (use.mode && !isTold(expression, use.mode))) continue;
    for (const told of pathsTold(expression, use)) {
      const path = pathIn(told, use.what === 'uploads');
      if (path === null) continue;
      yield { use, expression: told, path, isLater: root.scope >= 0 };
      break;
    }
  }
}

function isTold({ args, named }: Call, { argument, pattern }: NonNullable<DiskUse['mode']>): boolean {
  const mode = args[Number(argument)] ?? named['mode'];
  return mode?.kind === 'literal' && pattern.test(String(mode.value));
}

function* pathsTold({ args, named }: Call, { path = [] }: DiskUse): Iterable<Expression> {
  for (const each of path) {
    const [first = '', inner] = each.split('.');
    const argument = /^\d+$/.test(first) ? args[Number(first)] : named[first];
    if (!argument) continue;
    if (inner === undefined) yield argument.kind === 'call' && calledName(argument) === 'open' ? (argument.args[0] ?? argument) : argument;
    else if (argument.kind === 'object') {
      const entry = argument.entries.find(({ key }) => key === inner);
      if (entry) yield entry.value;
    }
  }
}

/** A path beside the code, as far as it is written: not one that is told, temporary, or of the system. */
function pathIn(expression: Expression, isPath: boolean): string | null {
  const text =
    expression.kind === 'literal'
      ? expression.value
      : expression.kind === 'template' && expression.parts[0]?.kind === 'literal'
        ? expression.parts[0].value
        : null;
  if (
    typeof text !== 'string' ||
    text.trim() === '' ||
    text === ':memory:' ||
    /^(file::memory:|\/(tmp|dev|proc|var\/(log|run|tmp)|etc)\b|https?:|s3:|gs:|\.$)/i.test(text)
  )
    return null;
  // Logs and caches may be lost; what comes in on standard input is no file.
  if (/\.(log|pid|lock|tmp)$|cache|logs?\/|^-$/i.test(text)) return null;
  if (expression.kind === 'template' && !/[\\/]$|[\\/]\w*$/.test(text)) return null;
  return /^[\w./~ -]+$/.test(text) && (isPath || /[./]/.test(text.replace(/^\.\//, ''))) ? text : null;
}

function* pendingFor(view: FileView, { use, expression, path, isLater }: Found): Iterable<Pending> {
  // What is written once at the start is made anew wherever that is.
  if (!isLater && use.what !== 'a database' && use.what !== 'uploads') return;
  const place = placeOf(view, expression);
  if (!place) return;
  yield ({ service }) => {
    if (!service || isOnVolume(path, service)) return null;
    const isDatabase = use.what === 'a database';
    return {
      file: view.file.path,
      range: place.range,
      severity: isDatabase || use.what === 'uploads' ? 'warning' : 'info',
      message: `${service.name} keeps ${use.what} in ${path}, on its own disk: the next release starts without it, and another instance does not see it.`,
      more: `Keep it in ${isDatabase ? 'a database server' : 'object storage'}, or mount a volume there.`,
    };
  };
}

function isOnVolume(path: string, { volumes }: Service): boolean {
  const plain = path.replace(/^\.\//, '').replace(/^\//, '');
  return volumes.some((volume) => {
    const at = volume.path.replace(/^\.?\//, '').replace(/\/$/, '');
    return (
      at !== '' &&
      (plain === at || plain.startsWith(`${at}/`) || at.endsWith(`/${plain.split('/')[0] ?? plain}`) || at === plain.split('/')[0])
    );
  });
}

/** A database in a file that nothing can tell to be elsewhere. */
function* inDatabase(service: Service, whole: Whole): Iterable<Report> {
  const { blueprint } = whole;
  const resource = blueprint.resources.find(({ type, need }) => type === 'sqlite' && need === 'required');
  const use = resource && service.uses.find((each) => each.resource === resource.name);
  const told = service.env.some(({ binding }) => binding && 'resource' in binding && binding.resource === resource?.name);
  const [first] = use?.evidence ?? [];
  const file = first && whole.file(first.file);
  if (!first || !file || told || isForDevelopmentOnly(first.file) || service.volumes.length > 0) return;
  // Where a server is used too, the file is for development.
  const servers = new Set(['postgres', 'mysql', 'mssql', 'mongodb']);
  if (blueprint.resources.some(({ name, type }) => servers.has(type) && service.uses.some((each) => each.resource === name))) return;
  yield {
    file: file.path,
    range: file.rangeOnLine(first.line, fileNamedOn(file.line(first.line - 1))),
    service: service.name,
    message: `${service.name} keeps its database in a SQLite file on its own disk: the next release starts with an empty one, and two instances have two.`,
    more: `${first.why}. Use a database server, or mount a volume where the file is and run one instance.`,
  };
}

/** The quoted name of a database file on a line. */
const fileNamedOn = (line: string): string | null => /(["'`])[^"'`]*\.(db3?|sqlite3?)\b[^"'`]*\1/.exec(line)?.[0] ?? null;
