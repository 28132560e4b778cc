import { resourceDefinitions, type ResourceType } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';

/** Names of the packages that carry a server, by package manager; a whole command where Debian has none. */
export type Packages = { readonly brew: string } & (
  | {
      readonly apt: string;
      /** The system's own service that the apt package starts, which takes the usual port. */
      readonly service?: string;
    }
  | { readonly get: string }
);

/** A type that nothing on this machine can serve: why, and what a person can do. */
export interface Unserved {
  /** Ends the sentence "... which `up` cannot bring up here: ". */
  readonly unserved: string;
  /** The command that gets it, or where it is had. */
  readonly get: string;
}

export interface MissingServer {
  readonly name: string;
  readonly type: ResourceType;
  /** What would bring it. */
  readonly lacks: Packages | Unserved;
}

/** Everything that has no server on this machine, with what gets it. */
export class ServersMissing extends GroundworkError {
  readonly missing: readonly MissingServer[];

  constructor(missing: readonly MissingServer[]) {
    const absent = missing.filter(({ lacks }) => !('unserved' in lacks));
    const [some] = absent;
    super({
      code: some ? 'server.missing' : 'server.unsupported',
      message: [
        ...(some ? [`${listed(absent.map(needs))}, and this machine has no server for ${absent.length === 1 ? 'it' : 'them'}`] : []),
        ...missing.flatMap((each) =>
          'unserved' in each.lacks ? [`${needs(each)}, which \`up\` cannot bring up here: ${each.lacks.unserved}`] : [],
        ),
      ].join('; '),
      fix: [...commandsFor(absent), ...missing.flatMap(ways)].join('; '),
      exit: exitCodes.notPossibleHere,
    });
    this.missing = missing;
  }
}

/** No server of a type is on this machine. */
export const serverMissing = (name: string, type: ResourceType, packages: Packages): ServersMissing =>
  new ServersMissing([{ name, type, lacks: packages }]);

/** Packages of one manager, each once, in the order they were named. */
export function packagesOf(missing: readonly MissingServer[], manager: 'apt' | 'brew'): string[] {
  const named = missing.flatMap(({ lacks }) => {
    if ('unserved' in lacks) return [];
    if (manager === 'brew') return lacks.brew.split(' ');
    return 'apt' in lacks ? lacks.apt.split(' ') : [];
  });
  return [...new Set(named)];
}

/** One command for all that a package manager has; what it has not is had in a way of its own. */
function commandsFor(missing: readonly MissingServer[]): string[] {
  if (missing.length === 0) return [];
  const brew = packagesOf(missing, 'brew').join(' ');
  if (process.platform === 'darwin') return [packageCommand({ apt: '', brew })];
  const apt = packagesOf(missing, 'apt').join(' ');
  return [
    ...(apt === '' ? [] : [packageCommand({ apt, brew })]),
    ...missing.flatMap(({ lacks }) => (!('unserved' in lacks) && 'get' in lacks ? [lacks.get] : [])),
  ];
}

/** What a person types to get packages of the system. */
export function packageCommand({ apt, brew }: { readonly apt: string; readonly brew: string }): string {
  if (process.platform === 'darwin') return `brew install ${brew}`;
  return `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install ${apt}`;
}

function ways({ name, lacks }: MissingServer): string[] {
  if (!('unserved' in lacks)) return [];
  return [
    `${lacks.get}; or leave it out with \`resources: { ${name}: { ignore: true } }\` in groundwork.yaml if the code works without it`,
  ];
}

const needs = ({ name, type }: MissingServer): string => `${name} needs ${resourceDefinitions[type].title}`;

const listed = (each: readonly string[]): string =>
  [each.slice(0, -1).join(', '), ...each.slice(-1)].filter((part) => part !== '').join(' and ');
