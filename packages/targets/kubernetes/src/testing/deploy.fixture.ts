// A process that deploys the small harbour, to be killed: node deploy.fixture.ts KUBECONFIG ENVIRONMENT
import { silentHost } from '@groundwork/host';
import { deploy, deriveDeployment } from '@groundwork/provision';
import { smallHarbour } from '@groundwork/provision/suite';
import { openEngine } from '../engine/engine.ts';
import { kubernetesTarget } from '../target.ts';
import { hurry } from './deploys.fixture.ts';
import { harbourContext, pushed } from './harbour.fixture.ts';

const [, , kubeconfig = '', environment = ''] = process.argv;
const context = harbourContext(kubeconfig, environment);
const { settings, region } = context;
const deployment = deriveDeployment(smallHarbour(), { environment, target: 'kubernetes', region, settings });
const engine = await openEngine(context, hurry);
process.stdout.write('begun\n');
await deploy({ target: kubernetesTarget, engine, deployment, host: silentHost, buildImages: async () => pushed(deployment) });
