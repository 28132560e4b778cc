// Solves the ticket of a bakery in a process of its own, with a gateway of its own, so that a test can kill it: `solve-main.ts ROOT MODEL`.
import { openGateway } from '@groundwork/gateway';
import { join } from 'node:path';
import { solve } from '../../solve.ts';
import { bakeryOptions, bakeryTicket, scriptedAgent } from './bakery.fixture.ts';

const [root = '', model = '', ...how] = process.argv.slice(2);
const gateway = await openGateway({
  providers: [{ name: 'scripted', wires: ['openai-chat'], baseUrl: `${model}/v1`, key: async () => 'scripted-key' }],
  listen: { socket: join(root, `gateway-${process.pid}.sock`) },
  ledger: join(root, 'ledger.jsonl'),
});
const receipt = await solve({ ...bakeryOptions(join(root, 'bakery'), bakeryTicket(), gateway), agent: scriptedAgent(...how) });
await gateway.close();
process.stdout.write(`${JSON.stringify(receipt)}\n`);
