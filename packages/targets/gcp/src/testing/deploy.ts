import { silentHost } from '@groundwork/host';
import { deploy, deriveDeployment } from '@groundwork/provision';
import { smallHarbour } from '@groundwork/provision/suite';
import { gcp } from '../target.ts';
import { pushed } from './images.ts';
import { openHarbour } from './open.ts';

// Deploys the small harbour to the double whose address is in the environment: a process that tests kill.
const environment = process.argv[2] ?? '';
const settings = { target: 'gcp' } as const;
const deployment = deriveDeployment(smallHarbour(), { environment, target: 'gcp', region: 'europe-west1', settings });
const engine = await openHarbour(environment, process.env);
await deploy({ target: gcp, engine, deployment, host: silentHost, buildImages: async () => pushed(deployment) });
