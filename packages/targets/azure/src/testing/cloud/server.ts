import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call } from './call.ts';
import { managed } from './routes.ts';
import { errorBody, Refusal, Store, type Answer } from './store.ts';

export interface AzureDouble {
  readonly origin: string;
  readonly store: Store;
  /** What a process that is to reach it has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Asked before each request: an answer of its own, or `null` for the usual one. */
  intercept: (call: Pick<Call, 'method' | 'path'>) => Answer | null;
  /** Called with each request before it is answered. */
  onRequest: () => void;
  close(): Promise<void>;
}

/**
 * A double of Azure over a socket: it is not Azure. It answers the requests this target makes as Azure's documentation has them
 * (resource groups, providers, deployments with what-if, deployment stacks, template specs, Key Vault, storage leases, Container Apps
 * and jobs, the registry's login and tasks, Log Analytics), takes templates only when the schemas of Azure's own clients do, evaluates
 * their expressions, and lets what takes its time take its time. Nothing runs in it.
 */
export async function startAzureDouble(): Promise<AzureDouble> {
  const store = new Store();
  const double = { intercept: (): Answer | null => null, onRequest: (): void => {} };
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const { answer, body } = answered(request, text);
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  function answered(request: IncomingMessage, text: string): { answer: Answer; body: string } {
    const url = new URL(request.url ?? '/', origin);
    const call: Call = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body: jsonOf(text), origin };
    store.everything.push({ method: call.method, path: `${call.path}${url.search}`, body: text });
    store.tick();
    const own = result.intercept(call);
    let answer: Answer;
    try {
      answer = own ?? besides(store, call, text, request) ?? managed(store, call);
    } catch (cause) {
      answer = { status: cause instanceof Refusal ? cause.status : 400, body: { error: errorBody(cause) } };
    }
    result.onRequest();
    return { answer, body: answer.body === undefined ? '' : JSON.stringify(answer.body) };
  }

  const result: AzureDouble = {
    origin,
    store,
    env: {
      AZURE_RESOURCE_MANAGER_ENDPOINT: origin,
      AZURE_AUTHORITY_HOST: origin,
      AZURE_TENANT_ID: 'harbour-tenant',
      AZURE_CLIENT_ID: 'harbour-client',
      AZURE_CLIENT_SECRET: 'harbour-secret',
      AZURE_SUBSCRIPTION_ID: 'harbour-subscription',
      GROUNDWORK_AZURE_POLL_MS: '1',
    },
    ...double,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return result;
}

/** What is not the resource manager: logins, the registry, logs, uploads. */
function besides(store: Store, { method, path, origin }: Call, text: string, request: IncomingMessage): Answer | null {
  if (path.endsWith('/oauth2/v2.0/token')) {
    const form = new URLSearchParams(text);
    if (form.get('client_secret') !== 'harbour-secret')
      return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' } };
    return { status: 200, body: { access_token: `token for ${form.get('scope') ?? ''}`, expires_in: 3600, token_type: 'Bearer' } };
  }
  if (path === '/oauth2/exchange') return { status: 200, body: { refresh_token: 'refresh-tide' } };
  if (path.startsWith('/uploads/')) {
    store.uploads.set(path, Buffer.from(text));
    return { status: 201 };
  }
  if (!(request.headers.authorization ?? '').startsWith('Bearer token for'))
    return {
      status: 401,
      body: { error: { code: 'AuthenticationFailed', message: 'Authentication failed. The Authorization header is missing.' } },
    };
  if (path.startsWith('/v1/workspaces/')) return logsOf(store, text);
  if (path.endsWith('/listBuildSourceUploadUrl'))
    return { status: 200, body: { uploadUrl: `${origin}/uploads/source?sig=tide`, relativePath: 'source/one.tar.gz' } };
  if (path.endsWith('/scheduleRun')) return { status: 200, body: { properties: { runId: 'r1', status: 'Queued' } } };
  if (path.includes('/runs/') && method === 'GET')
    return {
      status: 200,
      body: {
        properties: {
          runId: 'r1',
          status: 'Succeeded',
          outputImages: [{ registry: new URL(origin).host, repository: 'pier', digest: `sha256:${'0'.repeat(64)}` }],
        },
      },
    };
  return null;
}

function logsOf(store: Store, text: string): Answer {
  const query = String(Object(jsonOf(text)).query);
  const app = /ContainerAppName_s == "([^"]*)"/.exec(query)?.[1];
  const group = /ContainerGroupName_s startswith "([^"]*)"/.exec(query)?.[1];
  const after = /TimeGenerated > datetime\(([^)]*)\)/.exec(query)?.[1] ?? '';
  const found = store.lines.filter(
    (line) => (app === undefined || line.app === app) && (group === undefined || line.group === group) && line.at > after,
  );
  return {
    status: 200,
    body: { tables: [{ name: 'PrimaryResult', rows: found.map(({ at, app: service, text: said }) => [at, service, said]).toReversed() }] },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
