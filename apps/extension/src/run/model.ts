import { resourceDefinitions, type Blueprint } from '@groundwork/blueprint';
import type { EnvironmentStatus, Preview } from '@groundwork/protocol';
import { stateLooks, type State } from '../model/look.ts';
import { whatItIs } from '../sidebar/trees/services.ts';

export interface PlanService {
  readonly name: string;
  /** `web · FastAPI`, the folder where it is not the root, and how it is where it runs. */
  readonly title: string;
  readonly steps: readonly { readonly step: string; readonly command: string }[];
}

/** What Run would do, as it is read by a person. */
export interface PlanModel {
  readonly name: string;
  readonly summary: string;
  /** It is up: read by who wants to know what runs, and there is nothing to agree to. */
  readonly running: boolean;
  readonly trusted: boolean;
  readonly services: readonly PlanService[];
  readonly servers: readonly {
    readonly name: string;
    readonly type: string;
    /** What would serve it, or what it is where nothing can. */
    readonly title: string;
    readonly missing: { readonly message: string; readonly fix: string | null } | null;
  }[];
  readonly secrets: Preview['secrets'];
  /** Services that stay as they are, with the reason. */
  readonly leftOut: Preview['leftOut'];
  /** Something is missing: it may be installed where the person says so. */
  readonly installable: boolean;
}

export interface PlanOf {
  readonly name: string;
  readonly blueprint: Blueprint | null;
  readonly status: EnvironmentStatus | null;
}

export function planModel(preview: Preview, { name, blueprint, status }: PlanOf): PlanModel {
  const running = status?.running ?? false;
  const names = [...new Set(preview.commands.map(({ service }) => service))];
  return {
    name,
    summary: summaryOf(names, preview.servers.length, blueprint),
    running,
    trusted: preview.trusted,
    services: names.map((service) => {
      const steps = preview.commands.filter((each) => each.service === service);
      const known = blueprint?.services.find((each) => each.name === service);
      const path = steps[0]?.path ?? '.';
      return {
        name: service,
        title: [
          ...(known ? [whatItIs(known)] : []),
          ...(path === '.' ? [] : [`in ${path}`]),
          ...(running ? stateWords(status?.services, service) : []),
        ].join(' · '),
        steps: steps.map(({ step, command }) => ({ step, command })),
      };
    }),
    servers: preview.servers.map((server) => ({
      ...server,
      title: [server.title ?? titleOf(server.type), ...(running ? stateWords(status?.resources, server.name) : [])].join(' · '),
    })),
    secrets: preview.secrets,
    leftOut: preview.leftOut,
    installable: preview.servers.some(({ missing }) => missing !== null),
  };
}

function stateWords(all: readonly { name: string; state: State }[] | undefined, name: string): string[] {
  const found = all?.find((each) => each.name === name);
  return found ? [stateLooks[found.state].word] : [];
}

function titleOf(type: string): string {
  return Object.values(resourceDefinitions).find((each) => each.type === type)?.title ?? type;
}

/** How much would be started, for the sentence above everything: `2 services and 1 server`, `1 training`. */
function summaryOf(names: readonly string[], servers: number, blueprint: Blueprint | null): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const kinds = new Set(names.map((name) => blueprint?.services.find((each) => each.name === name)?.kind));
  const [kind] = kinds;
  const word = kinds.size === 1 && (kind === 'training' || kind === 'job') ? kind : 'service';
  const parts = [count(names.length, word), ...(servers === 0 ? [] : [count(servers, 'server')])];
  return `${parts.join(' and ')} on this machine`;
}
