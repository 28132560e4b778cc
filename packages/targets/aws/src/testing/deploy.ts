import { silentHost } from '@groundwork/host';
import { deploy, deriveDeployment } from '@groundwork/provision';
import { smallHarbour } from '@groundwork/provision/suite';
import { awsTarget } from '../target.ts';
import { pushed } from './images.ts';

// Deploys the small harbour to the emulator whose address is in the environment: a process that tests kill.
const environment = process.argv[2] ?? '';
const settings = { target: 'aws' } as const;
const deployment = deriveDeployment(smallHarbour(), { environment, target: 'aws', region: 'us-east-1', settings });
const context = { environment, settings, region: 'us-east-1', name: deployment.name, env: process.env, folder: '/tmp', host: silentHost };
const engine = await awsTarget.open(context);
await deploy({ target: awsTarget, engine, deployment, host: silentHost, buildImages: async () => pushed(deployment) });
