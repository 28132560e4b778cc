import { identifierOf, type Deployment, type Item, type Unsupported } from '@groundwork/provision';
import type { Evidence } from '@groundwork/blueprint';
import { annotations, nativeOf, type Manifest, type Step } from '../manifest/manifest.ts';
import type { References } from './environment.ts';

interface Placed {
  readonly manifest: Manifest;
  readonly why: readonly string[];
}

/** What a deployment is drawn on: manifests by when they are applied, and the lines a person reads about them. */
export class Canvas implements References {
  readonly deployment: Deployment;
  readonly namespace: string;
  readonly drawn: Record<Step, Placed[]> = { foundation: [], migration: [], release: [] };
  readonly items: Item[] = [];
  readonly unsupported: Unsupported[] = [];
  readonly notes: string[] = [];
  /** Where a secret property of a resource is kept: Secret and key, by `name.property`. */
  readonly kept = new Map<string, { readonly secret: string; readonly key: string }>();
  readonly values = new Map<string, string>();

  constructor(deployment: Deployment) {
    this.deployment = deployment;
    this.namespace = namespaceOf(deployment);
  }

  /** Adds an object to an item of the plan; gives its name there. */
  add(
    item: string,
    manifest: Manifest,
    { step, why = [], stateful = false }: { step: Step; why?: readonly string[]; stateful?: boolean },
  ): string {
    const { metadata } = manifest;
    const marked: Manifest = {
      ...manifest,
      metadata: {
        ...metadata,
        ...(manifest.kind === 'Namespace' ? {} : { namespace: this.namespace }),
        annotations: {
          ...metadata.annotations,
          [annotations.item]: item,
          [annotations.step]: step,
          ...(stateful ? { [annotations.stateful]: 'true' } : {}),
        },
      },
    };
    this.drawn[step].push({ manifest: marked, why });
    return nativeOf(manifest);
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }
}

/** What runs takes room on nodes, and what those cost only who pays for the cluster knows: never said to be free. */
export const onNodes: Item['quantities'] = [{ price: 'kubernetes.nodes', label: 'room on nodes of the cluster', amount: 1 }];

/** The namespace an environment says, else one of its own. */
export const namespaceOf = ({ settings, name, environment }: Pick<Deployment, 'settings' | 'name' | 'environment'>): string =>
  settings.namespace ?? identifierOf(`${name}-${environment}`, 50);

/** Evidence as lines: `backend/app/main.py:12 FastAPI application`. */
export const linesOf = (evidence: readonly Evidence[], most = 4): string[] =>
  evidence.slice(0, most).map(({ file, line, why }) => `${file}:${line} ${why}`);

/** Where it was read, for an annotation. */
export const evidenceOf = (evidence: readonly Evidence[]): Record<string, string> =>
  evidence.length === 0
    ? {}
    : {
        [annotations.evidence]: evidence
          .slice(0, 4)
          .map(({ file, line }) => `${file}:${line}`)
          .join(' ')
          .replace(/[\p{Cc}]+/gu, ' '),
      };
