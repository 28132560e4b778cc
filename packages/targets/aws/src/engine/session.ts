import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { wrongAccount, wrongRegion, type TargetContext } from '@groundwork/provision';
import { bucketName, prefixOf } from '../names.ts';
import { openClients, type Clients } from './clients.ts';
import { asked } from './errors.ts';

/** One environment in one account: what everything the engine does is done with. */
export interface Session {
  readonly context: TargetContext;
  readonly clients: Clients;
  readonly account: string;
  readonly region: string;
  /** What everything of the environment is named after. */
  readonly prefix: string;
  /** Keeps the lock, templates too large to be sent, and what is built in the cloud. */
  readonly bucket: string;
  /** Milliseconds between two looks at something that takes a while. */
  readonly pause: number;
}

/** Logs in, and checks that it is the account and region that are meant. Throws `target.*`. */
export async function openSession(context: TargetContext): Promise<Session> {
  const { region, settings, env, environment } = context;
  const where = `environment ${environment}`;
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region))
    throw wrongRegion(`${region} is no region of AWS`, 'Write one like `eu-west-1` as its region', { where });
  const endpoint = env['AWS_ENDPOINT_URL'];
  const clients = openClients({ region, profile: settings.profile ?? env['AWS_PROFILE'], endpoint });
  const { Account: account = '' } = await asked(`AWS in ${region}`, () => clients.sts.send(new GetCallerIdentityCommand({})));
  if (settings.account !== undefined && settings.account !== account)
    throw wrongAccount(
      `You are logged in to the account ${account}, and ${environment} belongs to ${settings.account}`,
      `Log in to ${settings.account}, or change \`account\` of ${environment} in groundwork.yaml`,
      { where },
    );
  // An emulator is done at once.
  const pauseFor = endpoint === undefined ? 3000 : 100;
  const prefix = prefixOf(context);
  return { context, clients, account, region, prefix, bucket: bucketName(context, account, region), pause: pauseFor };
}

/** Waits a while, unless the person stops it. */
export async function pause({ context, pause: milliseconds }: Session, times = 1): Promise<void> {
  context.host.signal.throwIfAborted();
  await new Promise((done) => setTimeout(done, milliseconds * times));
  context.host.signal.throwIfAborted();
}
