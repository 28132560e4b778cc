import type { Service, Variable } from '@groundwork/blueprint';
import { decisionsFile } from '@groundwork/toolkit';
import { entryOf } from '../decisions/entries.ts';
import { linesIn, type Session } from '../session.ts';
import { code, link, plain } from '../text/markdown.ts';
import { isLive, resourceName, serviceName } from '../text/words.ts';
import { isReading } from '../workspace/places.ts';
import type { Snapshot } from '../workspace/workspace.ts';

const filledIn = `filled in by ${code('gw up')}`;

/** What is asked of where a value comes from. */
interface Asked {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly service: Service;
  readonly variable: Variable;
}

/** Where the value of a variable comes from on this machine now, in Markdown. A secret is never part of it. */
export function valueNow({ session, snapshot, service, variable }: Asked): string {
  const { kept, state } = session.live.now;
  const { name, source, binding, secret, required } = variable;
  if (kept.given.has(name)) return 'given by you, kept for this folder only';
  const decided = decidedValue(session, service, variable);
  if (decided !== null) return decided;
  if (binding && 'resource' in binding) {
    const resource = state?.resources.find((each) => each.name === binding.resource);
    if (!resource || !isLive(resource.state)) return filledIn;
    const shown = secret && binding.property !== 'url' ? null : partOf(resource.url, binding.property);
    const server = resource.server === null ? '' : `, of the ${plain(resource.server)} that runs here`;
    return `${shown === null ? 'hidden' : code(shown)}${server}`;
  }
  if (binding) {
    const other = state?.services.find((each) => each.name === binding.service);
    const shown = other && isLive(other.state) ? partOf(other.url, binding.property) : null;
    return shown === null ? filledIn : code(shown);
  }
  if (source === 'generated')
    return kept.generated.has(name) ? 'made up at random here, and kept' : `made up at random by the first ${code('gw up')}`;
  if (source === 'fixed') return fixedValue(service, variable, state?.services.find((each) => each.name === service.name)?.port ?? null);
  if (source === 'ask') return `yours to give${required ? '' : ', optional'}: ${code(`gw secrets set ${name}`)}`;
  return defaultValue({ session, snapshot, service, variable });
}

/** What it carries, in Markdown; `null` for a value of its own. */
export function carries({ blueprint }: Snapshot, { binding }: Variable): string | null {
  if (!binding) return null;
  const form = binding.form === null || binding.form === binding.property ? '' : ` as ${code(binding.form)}`;
  if ('service' in binding) {
    const service = blueprint.services.find(({ name }) => name === binding.service);
    return `${binding.property} of ${code(service ? serviceName(service) : binding.service)}${form}`;
  }
  const resource = blueprint.resources.find(({ name }) => name === binding.resource);
  return `${binding.property} of ${code(resource ? resourceName(resource) : binding.resource)}${form}`;
}

function decidedValue({ workspace, uris }: Session, service: Service, { name, secret }: Variable): string | null {
  const entry = entryOf(workspace.text(decisionsFile) ?? '', ['services', service.name, 'env', name]);
  if (entry === null || secret) return null;
  const line = entry.range.start.line + 1;
  return `${entry.value === null ? 'given' : code(entry.value)} in ${link(`${decisionsFile}:${line}`, uris.uriOf(decisionsFile), line)}`;
}

function fixedValue({ port }: Service, { name, default: fallback }: Variable, running: number | null): string {
  const value = name === 'PORT' ? (running ?? port) : fallback;
  return value === null ? 'set by where it runs' : `${code(String(value))}, set by where it runs`;
}

function defaultValue({ session, variable: { default: fallback, secret, evidence } }: Asked): string {
  if (secret) return 'a default, which is hidden';
  if (fallback === null) return 'none; the code copes with that';
  const shown = fallback === '' ? 'empty' : code(fallback);
  // The code may read it in one file and a manifest may set it in another: named is the one that has it.
  const written = evidence.find(({ file, line }) => linesIn(session, file)[line - 1]?.includes(fallback)) ?? evidence[0];
  if (!written) return shown;
  const { file, line, why } = written;
  return `${shown}, ${isReading(why) ? 'the default' : 'set'} in ${link(`${file}:${line}`, session.uris.uriOf(file), line)}`;
}

/** A part of an address that has no password in it. */
function partOf(url: string | null, property: string): string | null {
  if (url === null) return null;
  if (property === 'url' || property === 'endpoint') return withoutPassword(url);
  if (!URL.canParse(url)) return null;
  const { hostname, port, username, pathname } = new URL(url);
  const parts: Readonly<Record<string, string>> = { host: hostname, port, user: username, database: decodeURIComponent(pathname.slice(1)) };
  return parts[property] || null;
}

/** State has no passwords in it; what it has is looked at all the same. */
const withoutPassword = (url: string): string => url.replace(/(:\/\/[^/:@\s]*):[^@/\s]*@/, '$1:…@');
