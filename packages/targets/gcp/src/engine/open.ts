import { unsupported, type Engine, type TargetContext } from '@groundwork/provision';

/** Finds credentials and the project, and changes nothing. Throws `target.*`. */
export async function openEngine({ environment, region }: TargetContext): Promise<Engine> {
  throw unsupported('Deploying to Google Cloud is not in this release', 'gw export terraform writes the configuration', {
    where: `${environment} in ${region}`,
  });
}
