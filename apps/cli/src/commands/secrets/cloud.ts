import { removeCloudSecret, setCloudSecret } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';

interface Where {
  readonly env: string;
  readonly dir: string;
  readonly json: boolean;
}

/** Whether a value is for an environment of a cloud or cluster instead of this machine. */
export const isCloud = (env: string | undefined): env is string => env !== undefined && env !== 'local';

/** Keeps a value in the environment's own secret store. It is never printed. */
export async function setInCloud(context: CliContext, { env, dir, json }: Where, name: string, read: () => Promise<string>): Promise<void> {
  await setCloudSecret(dir, env, name, { host: context.host, env: context.env, read });
  if (json) return context.out.line(JSON.stringify({ name, environment: env }));
  const { good, strong, command } = context.out.style;
  context.out.line(
    `${good('✔')} ${strong(name)} is kept by ${strong(visible(env))}; what runs gets it with the next ${command(`gw deploy ${visible(env)}`)}`,
  );
}

export async function removeInCloud(context: CliContext, { env, dir, json }: Where, name: string): Promise<void> {
  await removeCloudSecret(dir, env, name, { host: context.host, env: context.env });
  if (json) return context.out.line(JSON.stringify({ name, environment: env }));
  context.out.line(`${context.out.style.good('✔')} ${context.out.style.strong(visible(name))} is forgotten by ${visible(env)}`);
}
