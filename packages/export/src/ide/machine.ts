import type { Evidence, Language, ResourceType } from '@groundwork/blueprint';
import type { Deployment } from '@groundwork/provision';
import { placeOf } from '../text/line.ts';

/** One thing the workspace's machine has to have, as Debian 13 names it, with the place in the code that asks for it. */
export interface Needed {
  readonly packages: readonly string[];
  readonly why: string;
}

/** Toolchains of Debian 13. .NET is in none of its lists. */
const toolchains: Partial<Readonly<Record<Language, readonly string[]>>> = {
  python: ['build-essential', 'python3', 'python3-dev', 'python3-pip', 'python3-venv'],
  go: ['golang-go'],
  java: ['default-jdk-headless', 'maven'],
  ruby: ['build-essential', 'ruby-dev', 'ruby-full'],
  php: ['composer', 'php-cli', 'php-curl', 'php-mbstring', 'php-xml'],
  rust: ['build-essential', 'cargo', 'rustc'],
};

/** Servers of Debian 13 that `gw up` starts without a container engine, which a workspace has none of. */
const servers: Partial<Readonly<Record<ResourceType, readonly string[]>>> = {
  postgres: ['postgresql'],
  pgvector: ['postgresql', 'postgresql-17-pgvector'],
  mysql: ['mariadb-server'],
  redis: ['redis-server'],
  memcached: ['memcached'],
  rabbitmq: ['rabbitmq-server'],
  nats: ['nats-server'],
};

/** What is installed beside the editor, so that what the blueprint names runs in a workspace. */
export function machineOf({ blueprint }: Deployment): { readonly needed: readonly Needed[]; readonly missing: readonly string[] } {
  const languages = [...new Set(blueprint.services.map(({ language }) => language))].sort();
  const required = blueprint.resources.filter(({ need }) => need === 'required');
  const needed: Needed[] = [];
  for (const language of languages) {
    const packages = toolchains[language];
    const service = blueprint.services.find((each) => each.language === language);
    if (packages) needed.push({ packages, why: `${language}: ${whyOf(service?.evidence, service?.name ?? language)}` });
  }
  for (const { name, type, extensions, evidence } of required) {
    const packages = type === 'postgres' && extensions.includes('vector') ? servers.pgvector : servers[type];
    if (packages) needed.push({ packages, why: `${name}: ${whyOf(evidence, type)}` });
  }
  for (const { name, systemPackages } of blueprint.services) {
    const packages = systemPackages.filter((each) => /^[a-z0-9][a-z0-9.+-]+$/.test(each));
    if (packages.length > 0) needed.push({ packages, why: `${name}: libraries it loads` });
  }
  const missing = [
    ...(languages.includes('dotnet') ? ['.NET is not in Debian: add its SDK to the Dockerfile'] : []),
    ...required
      .filter(({ type }) => servers[type] === undefined && type !== 'sqlite')
      .map(({ name, type }) => `${name}: Debian has no ${type} to put into the image; gw up says what it needs`),
  ];
  return { needed, missing };
}

const whyOf = ([first]: readonly Evidence[] = [], otherwise: string): string => (first ? placeOf(first) : otherwise);
