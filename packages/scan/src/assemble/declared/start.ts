import type { ServiceDraft } from '../../languages/language.ts';
import { isForDevelopment, readCommand } from '../../manifests/command.ts';
import { hasFolder } from '../../repository/folders.ts';
import { isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { insideImage } from './image-paths.ts';
import type { Unit } from './units.ts';

export interface Start {
  /** Folder it is run in, relative to the root. */
  readonly path: string;
  readonly start: string | null;
  readonly release: readonly string[];
}

/** Programs that are built into an image: from a checkout they are started another way. */
const compiled: ReadonlySet<string> = new Set(['go', 'rust', 'java', 'dotnet']);

/** How a manifest starts a service, in terms of the checkout; `null` where its command only means something inside its image. */
export function startOf(unit: Unit, draft: Pick<ServiceDraft, 'path' | 'language' | 'start'> | null, repository: Repository): Start | null {
  const { service } = unit;
  if (service.command === null) return null;
  const root = service.path ?? '.';
  const read = readCommand(followed(service.command, unit, repository));
  const path = read.folder === null ? root : folderIn(root, read.folder, service.workingFolder, repository);
  if (path === null) return null;
  const language = draft?.language ?? service.language;
  const inside = (text: string): string | null => outside(text, unit, path, repository);
  const release = read.release.flatMap((each) => inside(each) ?? []);
  const plain = read.start === null ? null : inside(read.start);
  const unusable =
    plain === null ||
    // Only options: what they are given to is the image's.
    plain.startsWith('-') ||
    (unit.contained && language !== null && compiled.has(language) && draft?.start != null) ||
    (isForDevelopment(plain) && draft?.start != null) ||
    (draft !== null && draft.path !== path);
  return { path, start: unusable ? null : withPort(plain, service.ports), release: draft !== null && draft.path !== path ? [] : release };
}

function folderIn(root: string, folder: string, workingFolder: string | null, repository: Repository): string | null {
  const plain = folder.startsWith('/') ? insideImage(folder, workingFolder) : folder.replace(/^\.\//, '').replace(/\/+$/, '');
  if (plain === null) return null;
  const path = plain === '' || plain === '.' ? root : root === '.' ? plain : `${root}/${plain}`;
  return hasFolder(path, repository) ? path : null;
}

/** A command whose paths of the image are turned to those of the checkout; `null` when one does not exist there. */
function outside(command: string, unit: Unit, path: string, repository: Repository): string | null {
  let missing = false;
  let plain = command.replace(/(^|\s)(\/[\w./-]+)/g, (whole, before: string, absolute: string) => {
    // Programs of the system and of virtual environments are found by their name.
    const program =
      /^\/(?:usr\/(?:local\/)?s?bin|bin|opt\/[\w.-]+\/bin|venv\/bin|\.venv\/bin|app\/\.?venv\/bin|root\/\.local\/bin|[\w./-]*\/\.?v?env\/bin)\/([\w.+-]+)$/.exec(
        absolute,
      )?.[1];
    if (program) return before + program;
    if (/^\/(dev|proc|tmp|etc|var\/log|run)\//.test(absolute)) return whole;
    const inside = insideImage(absolute, unit.service.workingFolder);
    const file = inside === null ? null : path === '.' ? inside : `${path}/${inside}`;
    if (inside !== null && inside !== '' && file !== null && repository.has(file))
      return `${before}${before === '' || /\.(sh|bash)$/.test(inside) ? './' : ''}${inside}`;
    if (unit.contained) missing = true;
    return whole;
  });
  // The checkout's environment has one interpreter, whatever its version.
  if (unit.contained) plain = plain.replace(/^python3(\.\d+)?(?=\s)/, 'python');
  const script = /^(?:\.\/|(?:ba|da)?sh\s+(?:\.\/)?)([\w./-]+)/.exec(plain)?.[1];
  if (script && unit.contained && !repository.has(path === '.' ? script : `${path}/${script}`)) return null;
  return missing ? null : plain;
}

/** A script of the repository that only prepares and then hands over is followed to what it runs. */
function followed(command: string, unit: Unit, repository: Repository): string {
  const words = /^(?:(?:ba|da|z)?sh\s+)?(\.?\/?[\w./-]*\.(?:sh|bash)|\.?\/?[\w./-]*entrypoint[\w.-]*)(?:\s+(.*))?$/s.exec(command.trim());
  if (!words?.[1]) return command;
  const [, file, rest = ''] = words;
  const path = unit.service.path ?? '.';
  const inside = file.startsWith('/')
    ? (insideImage(file, unit.service.workingFolder) ?? file.slice(file.lastIndexOf('/') + 1))
    : file.replace(/^\.\//, '');
  const at = path === '.' ? inside : `${path}/${inside}`;
  const name = inside.slice(inside.lastIndexOf('/') + 1);
  const text = repository.text(at) ?? sameName(name, path, repository);
  if (text === null || text.length > 20_000) return command;
  const lines = joinedLines(text);
  if (/^\s*exec\s+"\$@"/m.test(text) || /^\s*"\$@"\s*$/m.test(text)) return rest || command;
  const runs = lines.findLast((line) => /^exec\s+\S/.test(line)) ?? lines.at(-1);
  const last = runs
    ?.replace(/^exec\s+/, '')
    .replace(/"?\$\{?[@*]\}?"?/g, rest)
    .trim();
  return last && /^[\w./$"-]/.test(last) && !/^(fi|done|esac|\}|else|exit|return)\b/.test(last) ? last : command;
}

/** The only script of that name near the service. */
function sameName(name: string, path: string, repository: Repository): string | null {
  const all = repository.paths.filter((each) => (each === name || each.endsWith(`/${name}`)) && isUnder(each, path));
  return all.length === 1 && all[0] ? repository.text(all[0]) : null;
}

const joinedLines = (text: string): string[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** A number the platform may choose otherwise becomes `$PORT`. */
function withPort(command: string, ports: readonly number[]): string {
  let plain = command.replace(/\$\{PORT:-\d+\}/g, '$PORT');
  for (const port of ports)
    plain = plain.replace(
      new RegExp(
        `((?:--port|--server\\.port|--http-port|-p)[= ]+|(?:--bind|-b)[= ]+[\\w.]*:|(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|\\[::\\]):)${port}\\b`,
        'g',
      ),
      '$1$$PORT',
    );
  return plain;
}
