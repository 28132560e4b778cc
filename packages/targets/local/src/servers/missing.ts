import { resourceDefinitions, type ResourceType } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';

/** Names of the packages that carry a server, by package manager. */
export interface Packages {
  readonly apt: string;
  readonly brew: string;
  /** The system's own service that the apt package starts, which takes the usual port. */
  readonly service?: string;
}

/** No server of a type is on this machine; the one command that gets it. */
export function serverMissing(name: string, type: ResourceType, { apt, brew }: Packages): GroundworkError {
  const fix = process.platform === 'darwin' ? `brew install ${brew}` : `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install ${apt}`;
  return new GroundworkError({
    code: 'server.missing',
    message: `${name} needs ${resourceDefinitions[type].title}, and this machine has no server for it`,
    fix,
    exit: exitCodes.notPossibleHere,
  });
}

/** Nothing here can run this type yet. */
export function serverUnsupported(name: string, type: ResourceType): GroundworkError {
  return new GroundworkError({
    code: 'server.unsupported',
    message: `${name} needs ${resourceDefinitions[type].title}, which \`up\` cannot bring up on this machine yet`,
    fix: `leave it out with \`resources: { ${name}: { ignore: true } }\` in groundwork.yaml if the code works without it`,
    exit: exitCodes.notPossibleHere,
  });
}
