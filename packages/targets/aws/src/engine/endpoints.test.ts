import { silentHost } from '@groundwork/host';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startFront, type Front } from '../testing/front.ts';
import { openClients } from './clients.ts';
import { observedEndpoints, whyNoEndpoint } from './endpoints.ts';
import type { Session } from './session.ts';

const about = {
  id: 'tides',
  logical: 'Tides',
  mode: 'serve',
  release: false,
  logGroup: '/aws/sagemaker/Endpoints/harbour-staging-tides',
};
const services = { tides: about, pier: { id: 'pier', logical: 'Pier', mode: 'serve', release: false } };
const id = 'arn:aws:sagemaker:eu-west-1:000000000000:endpoint/harbour-staging-tides';

/** The emulator has no endpoints of SageMaker: the front answers for it, in the words of SageMaker's interface, and nothing is behind it. */
describe('an endpoint as SageMaker sees it', () => {
  let front: Front;
  let session: Session;
  const asked = new Set<string>();
  let answer: { status: number; body: object };

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    front = await startFront('http://127.0.0.1:9', {
      ends: () => ({ exit: 0, said: [] }),
      meddle: ({ target, body }) => {
        if (target === 'SageMaker.DescribeEndpoint') {
          asked.add(body);
          return { status: answer.status, body: JSON.stringify(answer.body) };
        }
        if (!target.endsWith('.FilterLogEvents')) return null;
        if (!body.includes(`"${about.logGroup}"`)) return null;
        return { status: 200, body: JSON.stringify({ events: [{ eventId: '1', timestamp: 1, message: 'No tide table\n' }] }) };
      },
    });
    const region = 'eu-west-1';
    session = {
      context: { environment: 'staging', settings: { target: 'aws' }, region, name: 'harbour', env: {}, folder: '/tmp', host: silentHost },
      clients: openClients({ region, profile: undefined, endpoint: front.endpoint }),
      account: '000000000000',
      region,
      prefix: 'harbour-staging',
      bucket: 'gw-harbour-staging',
      pause: 1,
    };
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    front.stop();
  });

  const seen = async (body: object, status = 200) => {
    answer = { status, body };
    return observedEndpoints(session, services, new Map([['TidesEndpoint', { id }]]));
  };
  const endpoint = { EndpointName: 'harbour-staging-tides', ProductionVariants: [{ CurrentInstanceCount: 1, DesiredInstanceCount: 2 }] };

  it.each([
    ['InService', 'ready'],
    ['Creating', 'starting'],
    ['RollingBack', 'starting'],
    ['Failed', 'failed'],
    ['UpdateRollbackFailed', 'failed'],
    ['OutOfService', 'stopped'],
  ])('%s is %s', async (EndpointStatus, state) => {
    const found = await seen({ ...endpoint, EndpointStatus });
    expect(found.get('tides')).toMatchObject({ state, ready: 1, wanted: 2, reason: null });
    expect(found.has('pier')).toBe(false);
    expect([...asked]).toEqual(['{"EndpointName":"harbour-staging-tides"}']);
  });

  it('says why it failed, and where it is', async () => {
    const found = await seen({ ...endpoint, EndpointStatus: 'Failed', FailureReason: 'The container did not pass the ping health check' });
    expect(found.get('tides')).toMatchObject({
      reason: 'The container did not pass the ping health check',
      url: 'https://runtime.sagemaker.eu-west-1.amazonaws.com/endpoints/harbour-staging-tides/invocations',
    });
  });

  it('is stopped where there is none', async () => {
    const found = await seen({ __type: 'ValidationException', message: 'Could not find endpoint' }, 400);
    expect(found.get('tides')).toMatchObject({ state: 'stopped', url: null });
  });

  it('has its last words said when a release does not become well', async () => {
    answer = { status: 200, body: { ...endpoint, EndpointStatus: 'Failed', FailureReason: 'No answer to /ping' } };
    expect(await whyNoEndpoint(session, services, { logicalId: 'TidesEndpoint', physicalId: id })).toBe(
      'No answer to /ping. Its last words: No tide table',
    );
  });
});
