import type { Blueprint } from '@groundwork/blueprint';
import { planEnvironment, type Plan } from '@groundwork/provision';
import { examineServers, examineTools } from '@groundwork/target-local';
import { localEnvironment, realFolder } from './folder.ts';
import { secretsOf, type SecretListed } from './secrets.ts';
import { isTrusted } from './trust.ts';
import { nothingToStart } from './up.ts';

/** What `up` would do with a folder. */
export interface Preview {
  /** A person agreed before that the commands of this folder may run. */
  readonly trusted: boolean;
  /** In the order of the plan; a step that several services share stands with each of them, and is run once. */
  readonly commands: readonly { readonly service: string; readonly path: string; readonly step: string; readonly command: string }[];
  /** What would serve each resource; a `title` of `null` has the reason in `missing`. */
  readonly servers: readonly {
    readonly name: string;
    readonly type: string;
    readonly title: string | null;
    readonly missing: { readonly message: string; readonly fix: string | null } | null;
  }[];
  /** What is asked of a person. `up` does not wait for it: a service comes up without, as well as it can. */
  readonly secrets: readonly SecretListed[];
  /** Services that would not be started, and why: their tools are missing here, nobody knows how, or they are run when somebody asks. */
  readonly leftOut: readonly { readonly name: string; readonly message: string; readonly fix: string | null }[];
  /** Why there is nothing to run. */
  readonly nothing: { readonly message: string; readonly fix: string | null } | null;
}

/** Shows what `up` would do with a folder that was read into `blueprint`. Executes and starts nothing. */
export async function previewUp(folder: string, blueprint: Blueprint): Promise<Preview> {
  const dir = realFolder(folder);
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  const servers = await examineServers({ dir, blueprint, plan });
  const nothing = plan.steps.some(({ kind }) => kind === 'start') ? null : nothingToStart(dir, blueprint);
  const lacking = examineTools({ dir, blueprint, plan });
  const services = new Set(blueprint.services.map(({ name }) => name));
  return {
    trusted: isTrusted(dir),
    commands: commandsIn(plan, new Set(lacking.map(({ name }) => name))),
    servers: servers.map(({ name, type, found, message, fix }) => ({
      name,
      type,
      title: found,
      missing: found === null ? { message: message ?? 'there is no server for it', fix } : null,
    })),
    secrets: secretsOf(dir, blueprint),
    leftOut: [
      ...lacking.map(({ name, message, fix }) => ({ name, message: message ?? 'its tools are missing', fix })),
      ...plan.leftOut.filter(({ name }) => services.has(name)).map(({ name, why }) => ({ name, message: why, fix: null })),
    ],
    nothing: nothing && { message: nothing.message, fix: nothing.fix },
  };
}

/** By service, each with all it needs: what several share is run once. */
function commandsIn({ steps }: Plan, lacking: ReadonlySet<string>): Preview['commands'] {
  return steps.flatMap((step) => {
    if (step.kind === 'resource') return [];
    const commands = step.kind === 'start' ? (step.command === null ? [] : [step.command]) : step.commands;
    const services = (step.kind === 'start' ? [step.service] : step.services).filter((name) => !lacking.has(name));
    return services.flatMap((service) => commands.map((command) => ({ service, path: step.path, step: step.kind, command })));
  });
}
