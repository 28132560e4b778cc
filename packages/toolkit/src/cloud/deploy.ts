import { exitCodes, GroundworkError } from '@groundwork/host';
import { deploy, unsupported, type CloudPlan, type Observed } from '@groundwork/provision';
import { buildImages, type BuiltImage } from './images.ts';
import { openEnvironment, type CloudOptions } from './open.ts';
import { compare } from './plan.ts';
import { readRecord, writeRecord } from './record.ts';
import { recorded } from './recorded.ts';

export interface DeployCloudOptions extends CloudOptions {
  /** Shows the plan and asks; `null` where nobody can be asked. */
  readonly consent: (plan: CloudPlan) => Promise<boolean | null>;
}

export interface Deployed {
  readonly plan: CloudPlan;
  readonly status: Observed;
}

/**
 * Brings an environment to what the folder says: plan, consent, then everything up to services that are well; where they do not
 * become so, the release of before is back. Killed at any point it is only run again. Throws `deploy.*`, `target.*`.
 */
export async function deployCloud(folder: string, name: string, options: DeployCloudOptions): Promise<Deployed> {
  const { host, consent } = options;
  const open = await openEnvironment(folder, name, options);
  const { dir, deployment, target } = open;
  const engine = await open.connect();
  const { plan } = await compare(open, options);
  requireSupported(plan);
  const answer = await consent(plan);
  if (answer !== true) throw notAgreed(name, answer === null);
  const before = readRecord(dir, name);
  let images: Readonly<Record<string, BuiltImage>> = before?.images ?? {};
  const toImages = async (): Promise<Readonly<Record<string, string>>> => {
    images = await buildImages(dir, deployment, engine, options);
    return Object.fromEntries(Object.entries(images).map(([image, { reference }]) => [image, reference]));
  };
  await recorded(dir, name, host.signal, () => deploy({ target, engine, deployment, host, buildImages: toImages }));
  writeRecord(dir, name, { version: 1, at: new Date().toISOString(), plan, images });
  return { plan, status: await engine.status() };
}

function requireSupported({ unsupported: parts, environment, target }: CloudPlan): void {
  const [first] = parts;
  if (!first) return;
  const at = first.evidence[0];
  throw unsupported(
    `${environment} (${target}) has nothing for ${parts.map(({ resource, type }) => `${resource} (${type})`).join(', ')}: ${first.why}`,
    `Make it optional in groundwork.yaml (resources.${first.resource}.need: optional), or choose another target`,
    { where: at ? `${at.file}:${at.line}` : first.resource },
  );
}

function notAgreed(name: string, nobody: boolean): GroundworkError {
  return new GroundworkError({
    code: nobody ? 'deploy.consent_needed' : 'deploy.refused',
    message: nobody ? 'Nobody is here to agree to the plan, so nothing was changed' : 'Nothing was changed',
    fix: `gw deploy ${name} --yes, once you have read what \`gw plan ${name}\` shows`,
    exit: exitCodes.notPossibleHere,
  });
}
