import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { prepareForRun, type LogLine } from '@groundwork/provision';
import type { Command } from '@groundwork/target-local';
import { quoted, startWith } from '../local/start-command.ts';
import { scanFolder } from '../scan-folder.ts';
import { realFolder } from '../local/folder.ts';
import { buildImages } from './images.ts';
import { openEnvironment, type CloudOptions } from './open.ts';

export interface RunCloudOptions extends CloudOptions {
  /** Nothing for the service's own start, options for it, or another program. */
  readonly words: readonly string[];
  onLine(line: LogLine): void;
  /** Says where it will run and asks; `null` where nobody can be asked. */
  readonly consent: (what: { readonly where: string; readonly command: string }) => Promise<boolean | null>;
}

/**
 * Runs a service's program once in the cloud with its variables and servers, on what it asks for (a GPU, memory), and gives its exit
 * code. The foundations are made where they are missing; other services are left alone. Throws `run.*`, `target.*`, `deploy.*`.
 */
export async function runCloud(folder: string, name: string, service: string, options: RunCloudOptions): Promise<number> {
  const { host, words, onLine, consent } = options;
  const dir = realFolder(folder);
  const blueprint = options.blueprint ?? (await scanFolder(dir, { host })).blueprint;
  const command = commandOf(service, words, blueprint);
  const open = await openEnvironment(dir, name, { ...options, blueprint, asked: service });
  const engine = await open.connect();
  if ((await consent({ where: engine.where, command })) !== true) throw notAgreed(name, service);
  const rendered = await prepareForRun({
    target: open.target,
    engine,
    deployment: open.deployment,
    host,
    buildImages: async () => {
      const images = await buildImages(dir, open.deployment, engine, options, service);
      return Object.fromEntries(Object.entries(images).map(([image, { reference }]) => [image, reference]));
    },
  });
  return engine.run({ service, command, onLine }, rendered, open.deployment);
}

function commandOf(name: string, words: readonly string[], { services }: Blueprint): string {
  const service = services.find((each) => each.name === name);
  if (!service) {
    const names = services.map((each) => each.name).join(', ');
    throw new GroundworkError({
      code: 'run.unknown_service',
      message: `There is no service \`${name}\``,
      fix: names === '' ? 'gw scan shows what was read' : `Use one of: ${names}`,
      exit: exitCodes.usage,
    });
  }
  const own = words.length === 0 || (words[0]?.startsWith('-') ?? false);
  if (!own) return words.map(quoted).join(' ');
  if (service.start !== null) return shellOf(startWith({ shell: service.start }, words));
  throw new GroundworkError({
    code: 'run.no_start',
    message: `How ${name} starts was not found in the code`,
    fix: `gw answer ${name}.start "COMMAND", or say what to run: gw run ${name} --env ENV -- COMMAND`,
    exit: exitCodes.notPossibleHere,
  });
}

const shellOf = (command: Command): string => ('shell' in command ? command.shell : command.argv.map(quoted).join(' '));

function notAgreed(name: string, service: string): GroundworkError {
  return new GroundworkError({
    code: 'deploy.consent_needed',
    message: 'Nothing was run',
    fix: `gw run ${service} --env ${name} --yes`,
    exit: exitCodes.notPossibleHere,
  });
}
