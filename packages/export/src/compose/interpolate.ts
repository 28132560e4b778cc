import type { Deployment, Reference, Template } from '@groundwork/provision';

/** Names of the variables of `.env`, by what they hold. */
export type Names = (reference: Reference) => string;

/** How what reads a value reaches services: from inside, or from a browser on this machine. */
export interface Reader {
  readonly deployment: Deployment;
  readonly names: Names;
  /** Port on this machine by service, for what runs in a browser; `null` for what runs in a container. */
  readonly published: ReadonlyMap<string, number> | null;
  /** Leaves empty what has no value, since a profile that is not started asks for nothing. */
  readonly lenient: boolean;
}

/**
 * A template as compose reads it: secrets are filled in from `.env` and refused by name where they are empty, and everything else
 * stands as it is, with `$` doubled.
 */
export function interpolated(template: Template, reader: Reader): string {
  return template.map((part) => (typeof part === 'string' ? literal(part) : filled(part, reader))).join('');
}

export const literal = (text: string): string => text.replaceAll('$', '$$$$');

function filled(reference: Reference, { deployment, names, published, lenient }: Reader): string {
  if (reference.of !== 'service') {
    const name = names(reference);
    return lenient ? `\${${name}:-}` : `\${${name}:?}`;
  }
  const service = deployment.services.find(({ name }) => name === reference.name);
  const outside = published?.get(reference.name);
  const host = outside === undefined ? (service?.id ?? reference.name) : 'localhost';
  const port = String(outside ?? service?.port ?? 80);
  return { host, port, url: `http://${host}:${port}` }[reference.property];
}
