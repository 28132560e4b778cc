import { afterEach, describe, expect, it } from 'vitest';
import type { ForgeDouble } from '../testing/contract.ts';
import { forgeDouble } from '../testing/double.ts';
import { findPlace } from '../place/find.ts';
import { findRequests, openRequest, readProject } from '../pull-requests/requests.ts';
import { openForge, type Forge } from './forge.ts';

let double: ForgeDouble;
afterEach(() => double.close());

async function open(
  kind: 'github' | 'gitlab',
  env?: Readonly<Record<string, string>>,
  signal = AbortSignal.timeout(60_000),
): Promise<Forge> {
  double = await forgeDouble({ kind });
  const options = { env: env ?? double.env, signal };
  return openForge(await findPlace(`${double.url}/harbour/berths.git`, options), options);
}

describe.each(['github', 'gitlab'] as const)('%s', (kind) => {
  it.each<[string, () => void, object]>([
    [
      'a token that is none',
      () => double.fault('GET', /berths/, { status: 401 }),
      { code: 'forge.not_allowed', exit: 3, message: expect.stringMatching(/token of G\w+_TOKEN/) },
    ],
    [
      'a rate limit, with when it ends',
      () => double.fault('GET', /berths/, { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1774000000' } }),
      { code: 'forge.rate_limit', exit: 75, message: expect.stringContaining('2026-03-20T') },
    ],
    [
      'a second limit',
      () => double.fault('GET', /berths/, { status: 429, headers: { 'retry-after': '60' } }),
      { code: 'forge.rate_limit', exit: 75 },
    ],
    [
      'what it may not',
      () => double.fault('GET', /berths/, { status: 403 }),
      { code: 'forge.not_allowed', fix: expect.stringContaining('auth login') },
    ],
    [
      'single sign-on, with where',
      () =>
        double.fault('GET', /berths/, {
          status: 403,
          headers: { 'x-github-sso': 'required; url=https://github.com/orgs/harbour/sso?x=1' },
        }),
      { code: 'forge.not_allowed', fix: 'Let the token in at https://github.com/orgs/harbour/sso?x=1' },
    ],
    ['a project that is private or gone', () => double.fault('GET', /berths/, { status: 404 }), { code: 'forge.not_found', exit: 3 }],
    ['a server in trouble for long', () => double.fault('GET', /berths/, { status: 503 }, 3), { code: 'forge.unreachable', exit: 75 }],
    ['a line that is cut', () => double.fault('GET', /berths/, 'cut', 3), { code: 'forge.unreachable', exit: 75 }],
    [
      'another server',
      () => double.fault('GET', /berths/, { status: 301, headers: { location: 'http://localhost:1/x' } }),
      { code: 'forge.redirected' },
    ],
    [
      'redirects without end',
      () => double.fault('GET', /berths/, { status: 302, headers: { location: '/api/v3/repos/harbour/berths' } }, 9),
      { code: expect.stringMatching(/^forge\./) },
    ],
    ['a page for people', () => double.fault('GET', /berths/, { status: 200, body: '<html>Sign in</html>' }), { code: 'forge.unreadable' }],
    ['another shape', () => double.fault('GET', /berths/, { status: 200, body: '{"id":"x"}' }), { code: 'forge.unreadable' }],
  ])('tells %s', async (_what, fault, error) => {
    const forge = await open(kind);
    fault();
    const failed: unknown = await readProject(forge).catch((cause: unknown) => cause);
    expect(failed).toMatchObject(error);
    expect(`${String(failed)}${JSON.stringify(failed)}`).not.toContain(double.token);
  });

  it('reads again what failed once, and sends nothing twice', async () => {
    const forge = await open(kind);
    double.fault('GET', /berths/, { status: 502 });
    double.fault('GET', /berths/, 'cut');
    const project = await readProject(forge);
    expect(double.asked.filter(({ path }) => path.includes('berths'))).toHaveLength(3);
    double.fault('POST', /pulls|merge_requests/, { status: 502 });
    const wanted = { title: 'x', body: 'x', base: 'main', draft: false, head: { project, branch: 'groundwork/x' } };
    await expect(openRequest(forge, project, wanted)).rejects.toMatchObject({ code: 'forge.unreachable' });
    expect(double.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('says in its own words, on one line, what is not taken', async () => {
    const forge = await open(kind);
    const project = await readProject(forge);
    double.fault('POST', /pulls|merge_requests/, {
      status: 422,
      body: '{"message":"Validation Failed\\u001b[2J\\n","errors":[{"field":"base","code":"invalid"}]}',
    });
    const wanted = { title: 'x', body: 'x', base: 'main', draft: false, head: { project, branch: 'groundwork/x' } };
    await expect(openRequest(forge, project, wanted)).rejects.toMatchObject({
      code: 'forge.refused',
      exit: 3,
      message: expect.stringMatching(/422: Validation Failed \[2J ; base invalid$/),
    });
  });

  it('stops at once', async () => {
    const stop = new AbortController();
    const forge = await open(kind, undefined, stop.signal);
    double.fault('GET', /berths/, 'hang');
    const failed = readProject(forge);
    setTimeout(() => stop.abort(), 20);
    await expect(failed).rejects.toMatchObject({ code: 'forge.stopped' });
  });

  it('knows the server by what it answers, where nothing else says so', async () => {
    const forge = await open(kind, {});
    expect(forge.place).toMatchObject({ forge: kind, project: 'harbour/berths' });
    expect(double.asked.every(({ authorization }) => authorization === null)).toBe(true);
    const login = kind === 'github' ? 'gh auth login' : 'glab auth login';
    expect(() => readProject(forge)).toThrow(expect.objectContaining({ code: 'forge.no_token', fix: expect.stringContaining(login) }));
  });

  it('finds a request among many pages', async () => {
    const forge = await open(kind);
    const project = await readProject(forge);
    for (let number = 1; number <= 120; number += 1)
      double.requests.push({
        number,
        project: project.id,
        from: project.id,
        branch: 'groundwork/x',
        base: 'main',
        title: '',
        body: '',
        draft: false,
        state: number === 3 ? 'open' : 'closed',
      });
    const found = await findRequests(forge, { project, branch: 'groundwork/x' });
    expect([found.length, found[0]?.number, found.find(({ state }) => state === 'open')?.number]).toEqual([120, 120, 3]);
  });
});

it('asks nobody of whom it is not known what they are', async () => {
  double = await forgeDouble({ kind: 'github' });
  double.fault('GET', /meta|version/, { status: 404, headers: {} }, 2);
  const options = { env: {}, signal: AbortSignal.timeout(10_000) };
  await expect(findPlace('file:///srv/berths.git', options)).rejects.toMatchObject({ code: 'forge.no_project', exit: 3 });
});
