import type { Property, ResourceType } from '@groundwork/blueprint';

/** How a running resource is reached; what a binding's properties are taken from. */
export interface Connection {
  readonly type: ResourceType;
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  readonly database: string | null;
  /** Absolute path of a file database, `null` for servers. */
  readonly path: string | null;
  /** Further properties, and the URL where it is no `scheme://user:password@host:port/database`. */
  readonly properties?: Readonly<Partial<Record<Property, string>>>;
  /** What its URL has after the `?`. */
  readonly query?: string;
}

/** How a service of the repository is reached from another one, or from a browser. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
}

/** Hides the password of every URL in a text. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][\w+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, '$1:…@');
}
