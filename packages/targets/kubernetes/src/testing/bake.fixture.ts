// A process that deploys the bakery, to be killed: node bake.fixture.ts KUBECONFIG ENVIRONMENT DIGIT
import { bakery } from './bakery.fixture.ts';
import { bake } from './deploys.fixture.ts';

const [, , kubeconfig = '', environment = '', digit = 'a'] = process.argv;
process.stdout.write('begun\n');
await bake({ kubeconfig, environment, digit, blueprint: bakery() });
process.stdout.write('done\n');
