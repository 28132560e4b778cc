import { exitCodes, GroundworkError } from '@groundwork/host';
import { askedVariables, checkSecretName } from '@groundwork/provision';
import { openEnvironment, type CloudOptions } from './open.ts';

export interface CloudSecret {
  readonly name: string;
  readonly services: readonly string[];
  readonly required: boolean;
  readonly where: string | null;
  readonly given: boolean;
}

/** What an environment has a value for and what the code asks for; never a value. Throws `target.*`. */
export async function listCloudSecrets(folder: string, name: string, options: CloudOptions): Promise<CloudSecret[]> {
  const open = await openEnvironment(folder, name, options);
  const kept = new Set(await (await open.connect()).secrets.list());
  const asked = askedVariables(open.deployment.blueprint).map((each) => ({ ...each, given: kept.has(each.name) }));
  const generated = new Set(open.deployment.generated);
  const others = [...kept].filter((each) => !generated.has(each) && !asked.some(({ name: known }) => known === each));
  return [...asked, ...others.map((each) => ({ name: each, services: [], required: false, where: null, given: true }))];
}

/** Keeps a value in the environment's own secret store. What runs gets it with the next deployment. Throws `secrets.*`, `target.*`. */
export async function setCloudSecret(
  folder: string,
  name: string,
  secret: string,
  { read, ...options }: CloudOptions & { readonly read: () => Promise<string> },
): Promise<void> {
  checkSecretName(secret);
  const open = await openEnvironment(folder, name, options);
  const engine = await open.connect();
  const value = await read();
  if (value === '' || value.includes('\0')) {
    throw new GroundworkError({
      code: 'secrets.value',
      message: `There is no value for ${secret}`,
      fix: `gw secrets set ${secret} --env ${name} < FILE`,
      exit: exitCodes.usage,
    });
  }
  await engine.secrets.set(secret, value);
}

/** Forgets a value. Throws `secrets.unknown` when there is none of that name. */
export async function removeCloudSecret(folder: string, name: string, secret: string, options: CloudOptions): Promise<void> {
  const engine = await (await openEnvironment(folder, name, options)).connect();
  const names = await engine.secrets.list();
  if (!names.includes(secret)) {
    throw new GroundworkError({
      code: 'secrets.unknown',
      message: `${name} has no value of \`${secret}\``,
      fix: names.length > 0 ? `Use one of: ${names.join(', ')}` : `Nothing was given to ${name}`,
      exit: exitCodes.usage,
    });
  }
  await engine.secrets.remove(secret);
}
