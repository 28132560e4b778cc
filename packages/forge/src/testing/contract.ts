import type { ForgeKind } from '../place/place.ts';

export interface DoubleProject {
  readonly id: number;
  /** Another name than it had: the old one redirects. */
  path: string;
  formerly?: string;
  defaultBranch: string;
  archived: boolean;
  /** Who may push; others may read. */
  readonly pushers: Set<string>;
}

export interface DoubleRequest {
  readonly number: number;
  readonly project: number;
  readonly from: number;
  readonly branch: string;
  readonly base: string;
  title: string;
  body: string;
  draft: boolean;
  state: 'open' | 'closed' | 'merged';
}

export interface DoubleDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  /** ISO. */
  readonly at: string;
  /** In order of time; of GitLab the last counts. */
  readonly statuses: readonly { readonly state: string; readonly at: string }[];
}

/** What a server does instead of answering. `cut`: the line goes after the work was done. */
export type DoubleFault =
  | 'cut'
  | 'hang'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A forge on loopback: the API of one of the two as its documentation has it, and git over HTTP beside it. */
export interface ForgeDouble {
  readonly kind: ForgeKind;
  readonly url: string;
  /** With its port. */
  readonly host: string;
  /** May do everything; in every shape a real one has: it must turn up nowhere. */
  readonly token: string;
  /** What a person has in their environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  readonly projects: DoubleProject[];
  readonly requests: DoubleRequest[];
  readonly deployments: DoubleDeployment[];
  readonly asked: Asked[];
  /** The next requests that fit, so many times. */
  fault(method: string, path: RegExp, fault: DoubleFault, times?: number): void;
  branch(project: DoubleProject, name: string): string | null;
  close(): Promise<void>;
}

/** What was asked, for whoever answers. */
export interface DoubleAsked {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly token: string | null;
}

/** One page, with where the next is. */
export function page(items: readonly unknown[], url: URL): Answer {
  const [size, number] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  const isLast = number * size >= items.length;
  return {
    status: 200,
    body: items.slice((number - 1) * size, number * size),
    headers: isLast ? {} : { link: `<${next.href}>; rel="next"` },
  };
}
