import type { Blueprint, Service } from '@groundwork/blueprint';
import { GroundworkError } from '@groundwork/host';
import {
  replacePrivateFile,
  environmentOf,
  generatedNames,
  unaskedValues,
  withGenerated,
  type CommandStep,
  type Connection,
  type EnvironmentFolder,
  type Plan,
  type Secrets,
  type ServiceAddress,
  type StartStep,
} from '@groundwork/provision';
import { createHash, randomUUID } from 'node:crypto';
import { delimiter, join, resolve } from 'node:path';
import { machinePath } from '../servers/programs.ts';
import { plainToolchain, substitute, type Toolchain } from '../toolchains/toolchain.ts';
import { staticServer } from '../static/command.ts';
import { assignPorts, listensOn, serviceWishes } from './ports.ts';
import { fileName, findResources, resourceWishes } from './resources.ts';
import type { Command } from './command.ts';
import { containedOf } from './contained.ts';
import type { Contained, Launch, LaunchedService, LaunchedTask } from './schema.ts';
import { withoutServices, type Toolchains } from './toolchains.ts';

export interface LaunchInputs {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly folder: EnvironmentFolder;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  /** Kept values; generated ones, passwords and ports are added to a copy. */
  readonly secrets: Secrets;
  /** Ports of what runs already, by `service:name` or `resource:name`: they stay. */
  readonly held?: Readonly<Record<string, number>>;
}

export interface LaunchOptions {
  readonly purpose: Launch['purpose'];
  readonly attached: boolean;
  readonly watched: boolean;
}

export interface Prepared {
  readonly launch: Launch;
  readonly secrets: Secrets;
  readonly warnings: readonly string[];
}

/** Same repository, same tools, same given values: nothing has to be started anew. */
export function launchHash({ blueprint, secrets }: LaunchInputs, { found }: Toolchains): string {
  const tools = [...found].map(([name, { fingerprint }]) => [name, fingerprint]);
  return createHash('sha256')
    .update(JSON.stringify([blueprint, tools, secrets.given]))
    .digest('hex');
}

/** Everything a supervisor needs to know. Chooses ports and passwords, looks for servers; starts nothing. */
export async function prepareLaunch(
  inputs: LaunchInputs,
  { found: toolchains, missing: lacking }: Toolchains,
  { attached, watched, purpose }: LaunchOptions,
): Promise<Prepared> {
  const { dir, blueprint, held = {} } = inputs;
  const plan = withoutServices(inputs.plan, lacking);
  const secrets: Secrets = structuredClone(inputs.secrets);
  secrets.generated = withGenerated(generatedNames(blueprint), secrets.generated);
  const listening = blueprint.services.filter((service) => canStart(service) && listensOn(service));
  const ports = await assignPorts(dir, [...resourceWishes(plan, blueprint), ...serviceWishes(listening)], secrets.ports, held);
  secrets.ports = { ...secrets.ports, ...ports };
  const resources = await findResources(inputs, secrets, ports);
  const addresses: Record<string, ServiceAddress> = {};
  for (const { name } of listening) addresses[name] = { host: '127.0.0.1', port: ports[`service:${name}`] ?? 0 };

  const warnings = [...resources.warnings, ...[...toolchains.values()].flatMap(({ warning }) => warning ?? [])];
  const values = new Map<string, Readonly<Record<string, string>>>();
  const everywhere = unaskedValues(blueprint, secrets.given);
  const missing = new Map<string, string[]>();
  for (const service of blueprint.services.filter(({ name }) => toolchains.has(name))) {
    const environment = environmentOf(service, {
      connections: resources.connections,
      services: addresses,
      secrets: { ...secrets.generated, ...secrets.given },
      port: ports[`service:${service.name}`] ?? null,
      secretFile: (variable) => join(inputs.folder.secretFiles, fileName(`${service.name}-${variable}`)),
    });
    for (const [file, text] of Object.entries(environment.files)) replacePrivateFile(file, text);
    values.set(service.name, { ...everywhere, ...environment.values });
    for (const { name } of environment.missing) missing.set(name, [...(missing.get(name) ?? []), service.name]);
  }
  for (const [name, services] of missing)
    warnings.push(`${services.join(', ')}: nobody gave ${name} a value, which the code asks for. gw secrets set ${name}`);
  const making: Making = { inputs: { ...inputs, plan, secrets }, toolchains, values, ports, connections: resources.connections };
  const launch: Launch = {
    version: 1,
    name: plan.name,
    environment: plan.environment,
    target: plan.target,
    hash: launchHash(inputs, { found: toolchains, missing: lacking }),
    run: randomUUID(),
    attached,
    watched,
    purpose,
    resources: resources.launched,
    tasks: tasksOf(making),
    services: plan.steps.flatMap((step) => (step.kind === 'start' ? [serviceOf(step, making)] : [])),
    leftOut: purpose === 'up' ? blueprint.services.flatMap((service) => leftOut(service, lacking.get(service.name))) : [],
  };
  return { launch, secrets, warnings };
}

const canStart = ({ start, kind }: Service): boolean => start !== null || kind === 'static';

/** Why a service is not started: its tools are missing, or nobody knows its command. */
function leftOut(service: Service, lacking: GroundworkError | undefined): Launch['leftOut'] {
  const { name, kind } = service;
  if (lacking) return [{ name, kind, code: lacking.code, why: lacking.message, fix: lacking.fix ?? null }];
  if (canStart(service)) return [];
  const why = 'how it starts was not found in the code';
  return [{ name, kind, code: 'service.left_out', why, fix: `gw answer ${name}.start "COMMAND"` }];
}

interface Making {
  readonly inputs: LaunchInputs;
  readonly toolchains: ReadonlyMap<string, Toolchain>;
  readonly values: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly connections: Readonly<Record<string, Connection>>;
}

function tasksOf(making: Making): LaunchedTask[] {
  const { plan } = making.inputs;
  const steps = plan.steps.filter(
    (step): step is CommandStep => step.kind === 'install' || step.kind === 'build' || step.kind === 'release',
  );
  return [...steps.map((step) => taskOf(step, making)), ...setupOnly(steps, making)];
}

function taskOf({ kind, id, needs, services, path, commands }: CommandStep, making: Making): LaunchedTask {
  const { dir, folder } = making.inputs;
  const [name = ''] = services;
  const toolchain = toolOf(name, making);
  const cwd = resolve(dir, path);
  const setup = kind === 'install' ? toolchain.setup : [];
  const manager = kind === 'install' ? managerOf(commands) : null;
  return {
    id,
    kind,
    label: manager === null ? kind : `${kind} (${manager})`,
    services: [...services],
    needs: [...needs],
    cwd,
    env: environmentFor(name, making, kind !== 'install'),
    setup: [...setup],
    commands: commands.map((shell): Command => ({ shell: substitute(shell, toolchain.substitutes) })),
    log: join(folder.logs, `${fileName(id)}.log`),
    stamp:
      kind === 'release'
        ? null
        : {
            file: join(folder.root, 'stamps', fileName(id)),
            // An install may read a manifest above its folder: a workspace, a list of requirements shared by scripts.
            folder: kind === 'install' ? dir : cwd,
            of: kind === 'install' ? 'manifests' : 'sources',
            with: JSON.stringify([commands, toolchain.fingerprint]),
            makes: kind === 'install' && toolchain.title.startsWith('node') ? join(cwd, 'node_modules') : null,
            force: setup.length > 0,
          },
    tools: kind === 'release' ? null : toolchain.tools,
    contained: kind === 'install' ? null : containedFor(name, making),
  };
}

/** A service without anything to install still needs its interpreter. */
function setupOnly(steps: readonly CommandStep[], making: Making): LaunchedTask[] {
  const { dir, folder, blueprint } = making.inputs;
  const installed = new Set(steps.filter(({ kind }) => kind === 'install').flatMap(({ services }) => services));
  return blueprint.services.flatMap(({ name, path }) => {
    const setup = making.toolchains.get(name)?.setup ?? [];
    if (installed.has(name) || setup.length === 0) return [];
    const id = `install:${name}`;
    return [
      {
        id,
        kind: 'install' as const,
        label: 'tools',
        services: [name],
        needs: [],
        cwd: resolve(dir, path),
        env: environmentFor(name, making, false),
        setup: [...setup],
        commands: [],
        log: join(folder.logs, `${fileName(id)}.log`),
        stamp: null,
        tools: null,
        contained: null,
      },
    ];
  });
}

function serviceOf({ service: name, mode, command, needs, path }: StartStep, making: Making): LaunchedService {
  const { blueprint, dir, folder } = making.inputs;
  const service = serviceNamed(blueprint, name);
  const port = making.ports[`service:${name}`] ?? null;
  const cwd = resolve(dir, path);
  const installs = making.toolchains.get(name)?.setup.length ? [`install:${name}`] : [];
  return {
    name,
    kind: service.kind,
    mode,
    needs: [...needs, ...installs],
    cwd,
    env: environmentFor(name, making, true),
    command: command === null ? staticServer(cwd, port ?? 8080) : { shell: substitute(command, toolOf(name, making).substitutes) },
    start: command,
    port,
    health: service.health,
    schedule: service.schedule,
    contained: command === null ? null : containedFor(name, making),
    log: join(folder.logs, `${fileName(name)}.log`),
  };
}

function containedFor(name: string, { inputs, connections, values }: Making): Contained {
  const { blueprint, folder, secrets } = inputs;
  return containedOf(serviceNamed(blueprint, name), { blueprint, folder, connections, secrets, values: values.get(name) ?? {} });
}

/** What is set on top of the person's own environment. Installs see no passwords: nothing they run needs one. */
function environmentFor(name: string, making: Making, withValues: boolean): Record<string, string> {
  const toolchain = toolOf(name, making);
  const path = [...toolchain.path, ...machinePath()].join(delimiter);
  return { ...toolchain.env, ...(withValues ? making.values.get(name) : {}), PATH: path };
}

function toolOf(name: string, { toolchains }: Making): Toolchain {
  return toolchains.get(name) ?? plainToolchain;
}

function managerOf([command = '']: readonly string[]): string | null {
  return (
    /^(?:cd \S+ && )?(uv|pip|poetry|pipenv|pdm|conda|npm|pnpm|yarn|bun|go|cargo|bundle|composer|dotnet|mvn|gradle)\b/.exec(command)?.[1] ??
    null
  );
}

function serviceNamed({ services }: Blueprint, name: string): Service {
  const service = services.find((each) => each.name === name);
  if (service) return service;
  throw new GroundworkError({ code: 'plan.other_blueprint', message: `The plan starts ${name}, which its blueprint does not have` });
}
