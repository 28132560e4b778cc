import {
  resourceDefinitions,
  type Binding,
  type Evidence,
  type Property,
  type Resource,
  type ResourceType,
  type Variable,
} from '@groundwork/blueprint';
import { textOf, type VariableRead } from '../evaluate/value.ts';
import type { Listed } from './declared/variables.ts';
import type { TypedConnection, Wire } from './connection.ts';
import type { Installed } from './drivers.ts';
import { best } from './resources.ts';
import { canBeGenerated, looksSecret } from './secrets.ts';
import type { ComponentNeeds } from './service-needs.ts';

/** Variables of the machine and its tools rather than of the service. */
const ofTheMachine =
  /^(PATH|HOME|USER|USERNAME|LOGNAME|PWD|OLDPWD|SHELL|TERM|LANG|LC_\w+|TMPDIR|TEMP|TMP|CI|EDITOR|VISUAL|PAGER|DISPLAY|SHLVL|NO_COLOR|FORCE_COLOR|COLORTERM|COLUMNS|LINES|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMFILES|SYSTEMROOT|WINDIR|XDG_\w+|VIRTUAL_ENV|CONDA_PREFIX|PYTEST_\w+|JEST_WORKER_ID|VITEST|GOPATH|GOROOT|JAVA_HOME|npm_\w+|INIT_CWD)$/;

/** Variables the platform sets: their value follows from where the service runs. */
const ofThePlatform =
  /^(PORT|HOST|NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV|FLASK_ENV|ENVIRONMENT|ASPNETCORE_ENVIRONMENT|ASPNETCORE_URLS|SERVER_PORT|PYTHONUNBUFFERED|WEB_CONCURRENCY|HOSTNAME)$/;

interface Wired {
  readonly wire: Wire;
  readonly typed: TypedConnection;
}

/** The service of one's own that an address in a variable means. */
export type ServiceAt = (variable: string, address: string) => Binding | null;

/** What a service stands in. */
interface Around {
  readonly resources: readonly Resource[];
  readonly serviceAt: ServiceAt;
  readonly installed: readonly Installed[];
}

/** Every variable of a service: those its code reads, those its clients are told through, those its manifests list. */
export function environmentOf(
  needs: ComponentNeeds,
  resources: readonly Resource[],
  declared: readonly Listed[],
  declaredBindings: ReadonlyMap<string, Binding>,
  serviceAt: ServiceAt = () => null,
): Variable[] {
  const wired = new Map<string, Wired[]>();
  for (const typed of needs.connections) {
    for (const wire of typed.wires) wired.set(wire.read.name, [...(wired.get(wire.read.name) ?? []), { wire, typed }]);
  }
  const listed = new Map<string, Listed[]>();
  for (const each of declared) {
    const { name } = each.variable;
    const read = needs.variables.has(name) || wired.has(name);
    if (each.quiet && !read && !(needs.modules.length === 0 && declaredBindings.has(name))) continue;
    listed.set(name, [...(listed.get(name) ?? []), each]);
  }
  const names = [...new Set([...needs.variables.keys(), ...wired.keys(), ...listed.keys()])]
    .filter((name) => !ofTheMachine.test(name))
    .sort();
  return names.flatMap((name) => {
    const reads = [...(needs.variables.get(name) ?? []), ...(wired.get(name) ?? []).map(({ wire }) => wire.read)];
    const made = variable(name, reads, wired.get(name) ?? [], listed.get(name) ?? [], declaredBindings.get(name) ?? null, {
      resources,
      serviceAt,
      installed: needs.installed,
    });
    // What merely could override a configuration key is worth saying only where something has to be told through it.
    return made.binding === undefined && !listed.has(name) && reads.every((read) => read.implicit) ? [] : [made];
  });
}

function variable(
  name: string,
  reads: readonly VariableRead[],
  wired: readonly Wired[],
  listed: readonly Listed[],
  told: Binding | null,
  { resources, serviceAt, installed }: Around,
): Variable {
  // The platform tells a service its own port, never that of something else.
  const binding = bindingOf(name === 'PORT' ? [] : wired, told, { resources, installed }) ?? neighbour(name, reads, serviceAt);
  const fallback = defaultOf(reads, listed, binding !== null);
  const type = binding && 'resource' in binding ? resources.find((each) => each.name === binding.resource)?.type : undefined;
  const secret =
    listed.find(({ variable: each }) => each.secret !== null)?.variable.secret ?? isSecret(name, binding?.property ?? null, type ?? null);
  const required = reads.some((read) => read.required) || listed.some(({ variable: each }) => each.required === true);
  const evidence: Evidence[] = best([...reads.map((read) => read.evidence), ...listed.map(({ variable: each }) => each.evidence)]);
  const shown = secret ? null : fallback;
  const source = sourceOf(name, binding, shown ?? fallback, secret, required, listed);
  return { name, required, secret, default: shown, source, ...(binding ? { binding } : {}), evidence };
}

/** A default that is the address of another service of the repository: `http://localhost:8888` where one listens on 8888. */
function neighbour(name: string, reads: readonly VariableRead[], serviceAt: ServiceAt): Binding | null {
  if (ofThePlatform.test(name)) return null;
  for (const { fallback } of reads) {
    const text = fallback ? textOf(fallback) : null;
    const found = text !== null && /^https?:\/\/[\w.-]+(:\d+)?\/?|^[\w.-]+:\d+$/.test(text) ? serviceAt(name, text) : null;
    if (found) return found;
  }
  return null;
}

/** What the code does with a variable tells best how it wants it; which resource it reaches, a manifest knows better. */
function bindingOf(
  wired: readonly Wired[],
  told: Binding | null,
  { resources, installed }: Pick<Around, 'resources' | 'installed'>,
): Binding | null {
  const reached = ({ typed }: Wired): Resource | undefined =>
    resources.find((each) => each.type === (typed.type === 'pgvector' ? 'postgres' : typed.type));
  const meant = told && 'resource' in told ? wired.filter((each) => reached(each)?.name === told.resource) : [];
  const chosen = chooseWire(meant.length ? meant : wired);
  const resource = chosen ? reached(chosen) : undefined;
  const inferred: Binding | null = chosen && resource ? { resource: resource.name, ...carried(chosen, wired, installed) } : null;
  if (!told || !inferred) return told ?? inferred;
  if (!('resource' in told)) return inferred;
  if (!('resource' in inferred) || inferred.resource !== told.resource) return told;
  return { ...inferred, form: inferred.form ?? (inferred.property === told.property ? told.form : null) };
}

/** What the chosen wire carries, in the form that it or another one like it wants. */
function carried(
  { wire, typed }: Wired,
  all: readonly Wired[],
  installed: readonly Installed[],
): { property: Property; form: string | null } {
  const { property } = wire;
  const alike = all.filter((each) => each.wire.property === property && each.typed.type === typed.type);
  return { property, form: wire.form ?? alike.map((each) => driverForm(each, installed)).find((form) => form !== null) ?? null };
}

/** How a URL that names its driver names the installed one; `null` for the one that is meant where none is named. */
function driverForm({ wire, typed }: Wired, installed: readonly Installed[]): string | null {
  const { naming } = typed.connection;
  if (naming === undefined || wire.property !== 'url') return null;
  const drivers = installed.map(({ library }) => library).filter(({ drives }) => drives === typed.type);
  const fitting = drivers.filter(({ asynchronous }) => naming === 'asynchronous driver' || asynchronous !== true);
  const [first] = naming === 'driver' ? fitting : [...fitting.filter(({ asynchronous }) => asynchronous), ...fitting];
  return fitting.some(({ named }) => named === undefined) && !first?.asynchronous ? null : (first?.named ?? null);
}

/** What the code falls back to, or what a platform sets instead. Values that only stand for a real one are none. */
function defaultOf(reads: readonly VariableRead[], listed: readonly Listed[], bound: boolean): string | null {
  const inCode = reads.map((read) => (read.fallback ? textOf(read.fallback) : null)).find((text) => text !== null) ?? null;
  if (bound) return inCode;
  const shown = (each: Listed): boolean => each.variable.secret !== true && isReal(each.variable.value);
  const explicit = listed.find((each) => each.explicit && shown(each))?.variable.value;
  return explicit ?? inCode ?? listed.find(shown)?.variable.value ?? null;
}

function isReal(value: string | null): boolean {
  if (value === null || value.length > 2000 || value.includes('${') || /^\$\w+$|^\$\(|\{\{/.test(value)) return false;
  // An address with someone's password in it is as secret as the password.
  if (/:\/\/[^/\s:@]*:[^/\s@]+@/.test(value)) return false;
  return !/^<.*>$|^\[.*\]$|^(x{3,}|\*{3,}|\.{3})$|^(your|my|change|replace|todo|insert|enter|put)[-_ ]?(me|this|your|here|in|it|with|a|the|own|app|api|secret)?([-_ ]|$)|_here$|change[-_ ]?me/i.test(
    value,
  );
}

function sourceOf(
  name: string,
  binding: Binding | null,
  fallback: string | null,
  secret: boolean,
  required: boolean,
  listed: readonly Listed[],
): Variable['source'] {
  if (binding) return 'binding';
  if (ofThePlatform.test(name)) return 'fixed';
  if (listed.some(({ variable: each }) => each.generated) || (secret && canBeGenerated(name))) return 'generated';
  if (fallback !== null && !secret) return 'default';
  return required || secret ? 'ask' : 'default';
}

/** Several clients may be told through one variable: the one that runs by default wins, and a server wins over a file. */
function chooseWire(wired: readonly Wired[]): Wired | null {
  const rank = ({ typed, wire }: Wired): number =>
    (typed.type === 'sqlite' ? 100 : 0) + (typed.optional ? 10 : 0) + (1 - typed.confidence) + (wire.property === 'endpoint' ? 5 : 0);
  return wired.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const secretProperties: ReadonlySet<Property> = new Set(['password', 'secretKey', 'accessKey', 'apiKey']);

/** Whoever has the URL of a database, broker or cache has what is in it. */
function isSecret(name: string, property: Property | null, type: ResourceType | null): boolean {
  if (property !== null && secretProperties.has(property)) return true;
  if (
    property === 'url' &&
    type !== null &&
    ['database', 'cache', 'queue'].includes(resourceDefinitions[type].group) &&
    !/^(sqs|sns|kinesis|pubsub|dynamodb|firestore|nats|kafka|neo4j)$/.test(type)
  )
    return true;
  if (property === 'url' && type === 'nats') return true;
  if (property !== null && property !== 'url') return false;
  return looksSecret(name);
}
