import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from '../../launch/command.ts';
import { programsOnPath } from '../programs.ts';
import type { Carried } from './carried.ts';
import { writing } from './file.ts';
import { isObtained, serverFolder } from './obtain.ts';

/** A server that is a main package of a Go module. */
export interface GoProgram {
  /** `FerretDB`. */
  readonly title: string;
  /** Name of its program. */
  readonly name: string;
  /** `github.com/FerretDB/FerretDB`. */
  readonly module: string;
  /** Folder of the main package in it: `./cmd/ferretdb`. */
  readonly main: string;
  /** `v1.24.2`, pinned: Go checks it against its public checksum database. */
  readonly version: string;
  /** What its makers generate before they build and so is not in the module, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
}

/** The first Go that fetches a newer one by itself where a module asks for it. */
const oldest = { major: 1, minor: 21 };

/**
 * The program built from its module by a Go on PATH, `null` where there is none. Built once, in a folder of its own: downloads
 * and cache lie in it and are deleted afterwards, so a person's own Go is left as it was. It is built as the main module, since
 * `go install module@version` refuses one that replaces a dependency.
 */
export function builtWithGo(request: GoProgram): Carried | null {
  const { title, name, version } = request;
  const folder = serverFolder(name, version);
  const go = isObtained({ folder }) ? 'go' : findGo();
  if (go === null) return null;
  const scratch = join(folder, 'scratch');
  const program = join(folder, 'bin', name);
  return {
    program,
    obtain: {
      label: `${title} ${version.replace(/^v/, '')} (built with Go)`,
      folder,
      commands: commandsFor(request, go, { scratch, program }),
      env: {
        GOPATH: join(scratch, 'path'),
        GOMODCACHE: join(scratch, 'modules'),
        GOCACHE: join(scratch, 'cache'),
        GOFLAGS: '-modcacherw',
        GOWORK: 'off',
        GOTOOLCHAIN: 'auto',
        // None of these servers needs a C compiler, so none has to be here.
        CGO_ENABLED: '0',
      },
    },
  };
}

function commandsFor({ module, main, version, files = {}, tags = [] }: GoProgram, go: string, { scratch, program }: Places): Command[] {
  const source = join(scratch, 'source');
  const downloaded = join(scratch, 'modules', `${escaped(module)}@${version}`);
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w', ...(tags.length === 0 ? [] : [`-tags=${tags.join(',')}`])];
  return [
    { argv: [go, 'mod', 'download', `${module}@${version}`] },
    { argv: ['cp', '-R', downloaded, source] },
    ...Object.entries(files).map(([path, text]) => writing(join(source, path), text)),
    { argv: [go, 'build', '-C', source, ...flags, '-o', program, main] },
    { argv: ['rm', '-rf', scratch] },
  ];
}

interface Places {
  readonly scratch: string;
  readonly program: string;
}

/** A module cache has no capitals in its paths. */
const escaped = (module: string): string => module.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);

const findGo = (): string | null => programsOnPath('go').find(isRecent) ?? null;

function isRecent(program: string): boolean {
  try {
    const text = execFileSync(program, ['env', 'GOVERSION'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(text) ?? [];
    return Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
  } catch {
    return false;
  }
}
