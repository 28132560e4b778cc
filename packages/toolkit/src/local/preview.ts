import type { Blueprint } from '@groundwork/blueprint';
import { planEnvironment, type Plan } from '@groundwork/provision';
import { examineServers } from '@groundwork/target-local';
import { localEnvironment, realFolder } from './folder.ts';
import { secretsOf, type SecretListed } from './secrets.ts';
import { isTrusted } from './trust.ts';
import { nothingToStart } from './up.ts';

/** What `up` would do with a folder. */
export interface Preview {
  /** A person agreed before that the commands of this folder may run. */
  readonly trusted: boolean;
  /** In the order of the plan. A step that several services share names them all. */
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
  /** Why there is nothing to run. */
  readonly nothing: { readonly message: string; readonly fix: string | null } | null;
}

/** Shows what `up` would do with a folder that was read into `blueprint`. Executes and starts nothing. */
export async function previewUp(folder: string, blueprint: Blueprint): Promise<Preview> {
  const dir = realFolder(folder);
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  const servers = await examineServers({ dir, blueprint, plan });
  const nothing = plan.steps.some(({ kind }) => kind === 'start') ? null : nothingToStart(dir, blueprint);
  return {
    trusted: isTrusted(dir),
    commands: stepsWithCommands(plan),
    servers: servers.map(({ name, type, found, message, fix }) => ({
      name,
      type,
      title: found,
      missing: found === null ? { message: message ?? 'there is no server for it', fix } : null,
    })),
    secrets: secretsOf(dir, blueprint),
    nothing: nothing && { message: nothing.message, fix: nothing.fix },
  };
}

function stepsWithCommands({ steps }: Plan): Preview['commands'] {
  return steps.flatMap((step) => {
    if (step.kind === 'resource') return [];
    const commands = step.kind === 'start' ? (step.command === null ? [] : [step.command]) : step.commands;
    const service = step.kind === 'start' ? step.service : step.services.join(', ');
    return commands.map((command) => ({ service, path: step.path, step: step.kind, command }));
  });
}
