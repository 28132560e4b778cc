/** A URL whose host is the machine that asks. */
export interface LoopbackUrl {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | null;
  /** Scheme, host and port, as written. */
  readonly origin: string;
}

const pattern =
  /^(([a-z][a-z\d+.-]*):\/\/(?:[^/@\s]*@)?(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(?::(\d{2,5}))?)(?=[/?#]|$)/i;

export function loopbackUrl(text: string): LoopbackUrl | null {
  const found = pattern.exec(text);
  if (!found || /\s/.test(text)) return null;
  const [, origin = '', scheme = '', host = '', port] = found;
  return { scheme: scheme.toLowerCase(), host, port: port === undefined ? null : Number(port), origin };
}

/** A host that means the machine itself. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i.test(host);
