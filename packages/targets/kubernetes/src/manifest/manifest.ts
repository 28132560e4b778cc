/** JSON of a manifest; `undefined` leaves a field out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One object of Kubernetes, as it is applied. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: Json | Metadata | undefined;
}

/** How a plan calls it: `Deployment/api`. */
export const nativeOf = ({ kind, metadata }: Pick<Manifest, 'kind' | 'metadata'>): string => `${kind}/${metadata.name}`;

/** When it is applied: before images are built, with the migrations, or with the release. */
export const steps = ['foundation', 'migration', 'release'] as const;
export type Step = (typeof steps)[number];

/** Keys of annotations of ours. */
export const annotations = {
  step: 'groundwork.dev/step',
  /** Item of the plan that it belongs to: `resource:db`. */
  item: 'groundwork.dev/item',
  evidence: 'groundwork.dev/evidence',
  /** Deleting it loses data. */
  stateful: 'groundwork.dev/stateful',
  /** Keys of a Secret that are made up at random where they are missing. */
  generate: 'groundwork.dev/generate',
  /** Versions of the Secrets a pod reads: a new value starts it anew. */
  secrets: 'groundwork.dev/secrets-version',
  /** Which service of the blueprint runs in it. */
  service: 'groundwork.dev/service',
} as const;
