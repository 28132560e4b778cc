import { posix } from 'node:path';
import type { DeployedService } from '@groundwork/provision';
import { configsOf, entryOf, makingOf, mounted } from '../compose/compose.ts';
import { environmentFiles } from '../compose/environment-files.ts';
import { environmentOf, type Entry, type Making } from '../compose/service.ts';
import type { Exported, ExportedFile } from '../file.ts';
import type { ExportRequest } from '../request.ts';
import { oneLine, placeOf } from '../text/line.ts';
import { markdown } from '../text/markdown.ts';
import { yamlText, type Comment, type YamlValue } from '../yaml/yaml.ts';
import { featuresOf, toolchains } from './toolchains.ts';

const workspace = 'workspace';

/** A container to work in, with every toolchain and, beside it, every server the code needs. */
export function exportDevcontainer(request: ExportRequest): Exported {
  const { making, used } = makingOf(request);
  const { deployment, servers } = making;
  const services = deployment.services.map(({ service }) => service);
  const entries = [...servers.values()].map((server) => entryOf(server, making));
  const told = variablesOf(making);
  const folder = `/workspaces/${deployment.name}`;
  const packages = [...new Set(services.flatMap(({ systemPackages }) => systemPackages))]
    .filter((each) => /^[a-z0-9][a-z0-9.+-]+$/.test(each))
    .sort();
  const files = environmentFiles(deployment, used);
  const settings = {
    name: oneLine(deployment.title, 60),
    dockerComposeFile: 'compose.yaml',
    service: workspace,
    workspaceFolder: folder,
    ...(files.length === 0 ? {} : { initializeCommand: ['sh', posix.join(request.here, 'secrets.sh')] }),
    features: featuresOf(services),
    ...preparing(deployment.services, folder),
    forwardPorts: [...new Set(deployment.services.flatMap(({ port }) => (port === null ? [] : [port])))],
    portsAttributes: Object.fromEntries(
      deployment.services.flatMap(({ port, name }) => (port === null ? [] : [[String(port), { label: oneLine(name, 60) }]])),
    ),
    customizations: {
      vscode: { extensions: [...new Set(services.flatMap(({ language }) => toolchains[language]?.extensions ?? []))].sort() },
    },
  };
  return {
    files: [
      { path: 'devcontainer.json', text: `${JSON.stringify(settings, null, 2)}\n` },
      { path: 'compose.yaml', text: composeText(request, { entries, told, packages, folder }) },
      ...(packages.length === 0 ? [] : [dockerfile(packages)]),
      ...files,
      { path: 'README.md', text: readme(request, deployment.services, files.length > 0) },
    ],
    notes: told.conflicts,
  };
}

/** Installs of one folder once, side by side with those of others. */
function preparing(services: readonly DeployedService[], folder: string): { postCreateCommand?: Record<string, string[]> } {
  const commands = new Map<string, string[]>();
  for (const { service } of services) {
    if (service.install.length === 0) continue;
    const command = ['sh', '-c', `cd "$0" && ${service.install.join(' && ')}`, posix.join(folder, service.path)];
    const known = [...commands.values()].some((each) => JSON.stringify(each) === JSON.stringify(command));
    if (!known) commands.set(service.name, command);
  }
  return commands.size === 0 ? {} : { postCreateCommand: Object.fromEntries(commands) };
}

interface ToldVariables {
  readonly environment: Record<string, YamlValue>;
  readonly comments: readonly Comment[];
  /** Names that two services want different values of. */
  readonly conflicts: readonly string[];
}

/** Every variable of every service once. Services run beside each other here, at the ports of their own. */
function variablesOf(making: Making): ToldVariables {
  const published = new Map(making.deployment.services.flatMap(({ name, port }) => (port === null ? [] : [[name, port]])));
  const environment: Record<string, YamlValue> = {};
  const comments: Comment[] = [];
  const conflicts = new Map<string, string>();
  for (const deployed of making.deployment.services) {
    const told = environmentOf(deployed, making, { lenient: true, published });
    for (const [name, value] of Object.entries(told.environment)) {
      if (name === 'PORT') continue;
      if (name in environment && environment[name] !== value) {
        conflicts.set(name, `${name}: ${deployed.name} wants another value of it than a service before: set it in the terminal it runs in`);
        continue;
      }
      if (!(name in environment)) comments.push(...told.comments.filter(({ at }) => at[1] === name));
      environment[name] = value;
    }
  }
  return { environment, comments, conflicts: [...conflicts.values()] };
}

interface Parts {
  readonly entries: readonly Entry[];
  readonly told: ToldVariables;
  readonly packages: readonly string[];
  readonly folder: string;
}

function composeText(request: ExportRequest, { entries, told, packages, folder }: Parts): string {
  const image = packages.length === 0 ? { image: baseImage } : { build: { context: '.' } };
  const configs = configsOf(entries);
  const volumes = entries.flatMap((each) => each.volumes).sort();
  const healthy = Object.fromEntries(entries.map(({ id }) => [id, { condition: 'service_healthy' }]));
  return yamlText(
    {
      services: {
        [workspace]: {
          ...image,
          command: ['sleep', 'infinity'],
          init: true,
          volumes: [`${request.root}:${folder}:cached`],
          ...(Object.keys(told.environment).length === 0 ? {} : { environment: told.environment }),
          ...(entries.length === 0 ? {} : { depends_on: healthy }),
        },
        ...Object.fromEntries(entries.map(({ id, value, files }) => [id, { ...value, ...mounted(id, files) }])),
      },
      ...(volumes.length === 0 ? {} : { volumes: Object.fromEntries(volumes.map((name) => [name, {}])) }),
      ...(Object.keys(configs).length === 0 ? {} : { configs }),
    },
    {
      airy: 2,
      comments: [
        ...told.comments.map((comment) => ({ ...comment, at: ['services', workspace, ...comment.at] })),
        ...entries.map(({ id, head }) => ({ at: ['services', id], lines: head })),
      ],
    },
  );
}

/** https://github.com/devcontainers/images: Debian 12, as names of system packages are of. */
const baseImage = 'mcr.microsoft.com/devcontainers/base:bookworm';

const dockerfile = (packages: readonly string[]): ExportedFile => ({
  path: 'Dockerfile',
  text: `FROM ${baseImage}
# System packages that libraries of the repository load.
RUN apt-get update && apt-get install -y --no-install-recommends \\
${packages.map((name) => `      ${name} \\`).join('\n')}
    && rm -rf /var/lib/apt/lists/*
`,
});

function readme({ deployment }: ExportRequest, services: readonly DeployedService[], secrets: boolean): string {
  const rows = services.flatMap(({ name, command, service: { path, evidence } }) =>
    command === null
      ? []
      : [
          `| ${markdown(name)} | ${path === '.' ? '' : `cd ${markdown(path)} && `}${markdown(command)} | ${evidence[0] ? markdown(placeOf(evidence[0])) : ''} |`,
        ],
  );
  return `# ${markdown(deployment.title)} in a dev container

Open the folder in an editor that knows dev containers ("Reopen in Container"), in GitHub Codespaces, or with
\`devcontainer up --workspace-folder .\`. Toolchains are installed, servers run beside it, and variables are set.
${secrets ? '\n`secrets.sh` makes `.env` with random passwords before the first start; the keys only you have go in there.\n' : ''}
| service | is started with | read from |
|---|---|---|
${rows.join('\n')}
`;
}
