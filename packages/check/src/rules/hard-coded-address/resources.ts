import type { Property, ResourceType, Service } from '@groundwork/blueprint';
import { walkedLiteral } from '../../syntax/literal-at.ts';
import { placeOf } from '../../syntax/place.ts';
import { readInstead } from '../../fixes/read-instead.ts';
import { isForDevelopmentOnly } from '../../knowledge/development.ts';
import { isLoopback } from '../../knowledge/loopback.ts';
import type { Report, Whole } from '../../rule.ts';
import type { TypedConnection, Value } from '@groundwork/scan';

/** Resources that a service's code connects to on its own machine, told by nothing but what is written there. */
export async function hardCodedResources(service: Service, whole: Whole): Promise<Report[]> {
  const found: Report[] = [];
  for (const typed of whole.services.get(service.name)?.connections ?? []) {
    const resource = whole.blueprint.resources.find(({ type }) => type === (typed.type === 'pgvector' ? 'postgres' : typed.type));
    if (!resource || typed.optional || typed.connection.module.language === 'config') continue;
    for (const written of addressesOf(typed)) {
      if (isForDevelopmentOnly(written.file)) continue;
      const report = await reportFor(written, typed.type, resource.name, service, whole);
      if (report) found.push(report);
    }
  }
  return found;
}

interface WrittenAddress {
  readonly property: Property;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Texts that are the host, or have it in them; none where a variable tells it. */
function addressesOf({ connection, wires }: TypedConnection): WrittenAddress[] {
  if (wires.some(({ property }) => property === 'url' || property === 'host')) return [];
  return connection.told.flatMap(({ property, value }) => {
    if (property !== 'url' && property !== 'host' && property !== 'endpoint') return [];
    const written = first(value);
    if (written?.kind !== 'constant' || typeof written.value !== 'string' || !isHere(property, written.value)) return [];
    return [{ property, text: written.value, file: written.file, line: written.line }];
  });
}

const first = (value: Value): Value | undefined =>
  value.kind === 'either' ? value.options[0] : value.kind === 'list' ? value.items[0] : value;

function isHere(property: Property, text: string): boolean {
  const host = /^(?:[a-z][\w+.:-]*:\/\/)?(?:[^/@\s]*@)?(?:tcp\()?(\[[\d:]+\]|[\w.-]+)(?::\d+)?(?:[/?)]|$)/i.exec(text)?.[1] ?? '';
  const listed = /(?:^|[\s;])(?:host|server|data source|addr)=([\w.-]+)/i.exec(text)?.[1] ?? '';
  return isLoopback(host) || isLoopback(listed) || (property === 'host' && isLoopback(text));
}

async function reportFor(
  { property, text, file, line }: WrittenAddress,
  type: ResourceType,
  resource: string,
  service: Service,
  whole: Whole,
): Promise<Report | null> {
  const target = whole.file(file);
  const placed = await whole.placed(file);
  const literal = placed && walkedLiteral(placed.module, text, line);
  if (!target || !placed || !literal) return null;
  const view = { file: target, placed };
  const place = placeOf(view, literal.expression);
  if (!place) return null;
  return {
    file,
    range: place.range,
    service: service.name,
    message: `${service.name} connects to ${resource} (${type}) on its own machine, and nothing can tell it otherwise: deployed, ${resource} is on another and the connection is refused.`,
    // An address with a password in it is better told as a secret, by hand.
    fix: /:\/\/[^/\s:@]*:[^/\s@]+@|password=|pwd=/i.test(text)
      ? null
      : readInstead(view, literal.expression, literal.parents, service, { name: variableFor(type, property) }),
    more: `Read it from a variable, such as ${variableFor(type, property)}, that whatever deploys the service sets.`,
  };
}

const databases: ReadonlySet<string> = new Set(['postgres', 'pgvector', 'mysql', 'mssql', 'mongodb']);

/** What people call the variable. */
function variableFor(type: ResourceType, property: Property): string {
  const prefix = databases.has(type) ? (property === 'host' ? 'DB' : 'DATABASE') : type.toUpperCase().replaceAll(/\W/g, '_');
  return `${prefix}_${property === 'host' ? 'HOST' : 'URL'}`;
}
