import { GroundworkError } from '@groundwork/host';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseIssueAddress } from '../place/issue.ts';
import { readIssue, textOfIssue } from './read.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A forge on loopback that answers by path; all it was asked for is kept. */
async function forge(answers: Readonly<Record<string, unknown>>): Promise<{ readonly url: string; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- functions of these tables are answers
    if (typeof answer === 'function') return (answer as Answer)(request, response);
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const read = (url: string, env: NodeJS.ProcessEnv = {}) => readIssue(url, { env, signal: AbortSignal.timeout(10_000) });

async function errorOf(url: string, env: NodeJS.ProcessEnv = {}): Promise<GroundworkError> {
  try {
    await read(url, env);
  } catch (error) {
    if (error instanceof GroundworkError) return error;
  }
  return expect.unreachable('it should not be read');
}

const gitHub = '/api/v3/repos/harbour/berths/issues/42';
const gitLab = '/api/v4/projects/ports%2Fnorth%2Fberths/issues/42';

const comment = (body: string) => ({ body, created_at: '2026-03-01T10:00:00Z', user: { login: 'pilot' } });

describe('parseIssueAddress', () => {
  it.each([
    ['https://github.com/harbour/berths/issues/42', 'github', 'harbour/berths', 'https://api.github.com'],
    ['https://github.com/harbour/berths/issues/42/?x=1#issuecomment-3', 'github', 'harbour/berths', 'https://api.github.com'],
    ['https://code.harbour.example/harbour/berths/issues/42', 'github', 'harbour/berths', 'https://code.harbour.example/api/v3'],
    ['https://gitlab.com/ports/north/berths/-/issues/42', 'gitlab', 'ports/north/berths', 'https://gitlab.com/api/v4'],
    ['https://gitlab.com/ports/berths/issues/42', 'gitlab', 'ports/berths', 'https://gitlab.com/api/v4'],
    ['https://git.harbour.example:8443/ports/berths/-/work_items/42', 'gitlab', 'ports/berths', 'https://git.harbour.example:8443/api/v4'],
  ])('reads %s', (url, forgeName, project, api) => {
    expect(parseIssueAddress(url)).toMatchObject({ place: { forge: forgeName, project, api }, number: 42 });
  });

  it.each([
    'http://github.com/harbour/berths/issues/42',
    'https://github.com/harbour/berths/pull/42',
    'https://github.com/harbour/berths',
    'https://pilot:secret@github.com/harbour/berths/issues/42',
    'https://github.com/../../issues/42',
    'file:///etc/passwd',
  ])('refuses %s', (url) => {
    const error = (() => {
      try {
        return parseIssueAddress(url);
      } catch (cause) {
        return cause;
      }
    })();
    expect(error).toMatchObject({ code: 'forge.address', exit: 2 });
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});

describe('readIssue', () => {
  it('reads an issue of GitHub with its comments', async () => {
    const { url } = await forge({
      [gitHub]: { title: 'Berths are counted twice', body: 'See `count_berths`.\r\n', comments: 1, user: { login: 'x' } },
      [`${gitHub}/comments`]: [comment('Only at night.'), { ...comment('Gone'), user: null }],
    });
    const issue = await read(`${url}/harbour/berths/issues/42`);
    expect(issue).toMatchObject({ title: 'Berths are counted twice', comments: [{ author: 'pilot' }, { author: 'ghost' }] });
    expect(textOfIssue(issue)).toBe(
      'See `count_berths`.\n\n## Comments\n\n### pilot, 2026-03-01\n\nOnly at night.\n\n### ghost, 2026-03-01\n\nGone',
    );
  });

  it('reads one of GitLab on a server of one’s own, without what it notes by itself', async () => {
    const note = { body: 'At night.', created_at: '2026-03-01T10:00:00Z', author: { username: 'pilot' } };
    const { url } = await forge({
      [gitLab]: { title: 'Berths', description: null, user_notes_count: 1 },
      [`${gitLab}/notes`]: [{ ...note, system: true, body: 'added ~bug' }, note],
    });
    expect(await read(`${url}/ports/north/berths/-/issues/42`)).toMatchObject({
      title: 'Berths',
      body: '',
      comments: [{ author: 'pilot', body: 'At night.' }],
      left: 0,
    });
  });

  it('reads page after page, and says what it left out', async () => {
    const hundred = Array.from({ length: 100 }, () => comment('more'));
    const page: Answer = ({ url: path }, response) => {
      const next = Number(/&page=(\d+)/.exec(path ?? '')?.[1] ?? 1) + 1;
      response.writeHead(200, { link: `<${gitHub}/comments?per_page=100&page=${next}>; rel="next", <x>; rel="last"` });
      response.end(JSON.stringify(hundred));
    };
    const { url, asked } = await forge({ [gitHub]: { title: 'Berths', body: '', comments: 450 }, [`${gitHub}/comments`]: page });
    const issue = await read(`${url}/harbour/berths/issues/42`);
    expect([issue.comments.length, issue.left, asked.length]).toEqual([300, 150, 4]);
    expect(textOfIssue(issue)).toContain('### 150 more comments');
  });

  it('shows a token to its own server and to no other', async () => {
    const { url, asked } = await forge({ [gitLab]: { title: 'Berths' }, [gitHub]: { title: 'Berths' } });
    const host = new URL(url).host;
    await read(`${url}/ports/north/berths/-/issues/42`, { GITLAB_HOST: url, GITLAB_TOKEN: 'key-1' });
    await read(`${url}/ports/north/berths/-/issues/42`, { GITLAB_TOKEN: 'key-of-gitlab.com' });
    await read(`${url}/harbour/berths/issues/42`, { GH_TOKEN: 'key-of-github.com', GH_ENTERPRISE_TOKEN: 'key-of-another' });
    await read(`${url}/harbour/berths/issues/42`, { GH_HOST: host, GH_ENTERPRISE_TOKEN: 'key-2' });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer key-1', undefined, undefined, 'Bearer key-2']);
  });

  it('goes where a renamed project is now, on the same server only', async () => {
    const to =
      (location: string): Answer =>
      (_request, response) =>
        void response.writeHead(301, { location }).end();
    const { url, asked } = await forge({
      [gitHub]: to('/api/v3/repositories/7/issues/42'),
      '/api/v3/repositories/7/issues/42': { title: 'Berths' },
      [gitLab]: to('http://localhost:1/x'),
    });
    expect(await read(`${url}/harbour/berths/issues/42`)).toMatchObject({ title: 'Berths' });
    expect(await errorOf(`${url}/ports/north/berths/-/issues/42`)).toMatchObject({ code: 'forge.redirected' });
    expect(asked).toHaveLength(3);
  });

  const status =
    (code: number, headers: Record<string, string> = {}): Answer =>
    (_request, response) =>
      void response.writeHead(code, headers).end('{"message":"secret of the server"}');

  it.each<[what: string, answer: Answer, code: string, exit: number, words: RegExp]>([
    [
      'a rate limit',
      status(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1774000000' }),
      'forge.rate_limit',
      75,
      /until 2026-03-20T/,
    ],
    ['another', status(429, { 'retry-after': '60' }), 'forge.rate_limit', 75, /until/],
    ['a private one', status(404), 'forge.not_found', 3, /private/],
    ['a deleted one', status(410), 'forge.not_found', 3, /deleted/],
    ['no token', status(401), 'forge.not_allowed', 3, /without a token/],
    ['a server in trouble', status(502), 'forge.unreachable', 75, /502/],
    ['no JSON', (_request, response) => void response.end('<html>'), 'forge.unreadable', 3, /something else/],
    ['another shape', (_request, response) => void response.end('{"name":"berths"}'), 'forge.unreadable', 3, /something else/],
    ['a cut connection', (request) => void request.socket.destroy(), 'forge.unreachable', 75, /could not be asked/],
    ['a pull request', (_request, response) => void response.end('{"title":"x","pull_request":{}}'), 'forge.address', 2, /pull request/],
  ])('tells %s', async (_what, answer, code, exit, words) => {
    const { url } = await forge({ [gitHub]: answer });
    const error = await errorOf(`${url}/harbour/berths/issues/42`);
    expect(error).toMatchObject({ code, exit, message: expect.stringMatching(words) });
    expect(error.fix).not.toBeNull();
  });

  it('keeps no answer without end', async () => {
    const { url } = await forge({
      [gitHub]: ((_request, response) => {
        const more = (): void => {
          while (response.write(Buffer.alloc(1 << 16, 32)));
        };
        response.on('drain', more);
        more();
      }) satisfies Answer,
    });
    expect(await errorOf(`${url}/harbour/berths/issues/42`)).toMatchObject({ code: 'forge.unreadable' });
  });
});
