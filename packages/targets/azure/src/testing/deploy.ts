import { silentHost } from '@groundwork/host';
import { deploy, deriveDeployment } from '@groundwork/provision';
import { smallHarbour } from '@groundwork/provision/suite';
import { azure } from '../target.ts';
import { pushed } from './images.ts';

// Deploys the small harbour to the double whose address is in the environment: a process that tests kill.
const environment = process.argv[2] ?? '';
const settings = { target: 'azure' } as const;
const deployment = deriveDeployment(smallHarbour(), { environment, target: 'azure', region: 'westeurope', settings });
const context = {
  environment,
  settings,
  region: 'westeurope',
  name: deployment.name,
  env: process.env,
  folder: '/nowhere',
  host: silentHost,
};
const engine = await azure.open(context);
await deploy({ target: azure, engine, deployment, host: silentHost, buildImages: async () => pushed(deployment) });
