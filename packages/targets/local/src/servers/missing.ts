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

/** No server of a type is on this machine; the one command that gets it. */
export function serverMissing(name: string, type: ResourceType, packages: Packages): GroundworkError {
  return new GroundworkError({
    code: 'server.missing',
    message: `${name} needs ${resourceDefinitions[type].title}, and this machine has no server for it`,
    fix: commandFor(packages),
    exit: exitCodes.notPossibleHere,
  });
}

function commandFor(packages: Packages): string {
  if (process.platform === 'darwin') return `brew install ${packages.brew}`;
  return 'get' in packages ? packages.get : `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install ${packages.apt}`;
}

/** Nothing here can run this type. */
export function serverUnsupported(name: string, type: ResourceType, { unserved, get }: Unserved): GroundworkError {
  return new GroundworkError({
    code: 'server.unsupported',
    message: `${name} needs ${resourceDefinitions[type].title}, which \`up\` cannot bring up here: ${unserved}`,
    fix: `${get}; or leave it out with \`resources: { ${name}: { ignore: true } }\` in groundwork.yaml if the code works without it`,
    exit: exitCodes.notPossibleHere,
  });
}
