import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCredentials } from './credentials.ts';

let folder: string;
let server: Server;
let origin: string;
const asked: { path: string; body: string; header: string | undefined }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'harbour-az-'));
  asked.length = 0;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      asked.push({
        path: request.url ?? '',
        body: Buffer.concat(parts).toString(),
        header: request.headers['x-identity-header']?.toString(),
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'tide', expires_in: 3600 }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** An Azure CLI that says what one who is logged in says. */
function az(script: string): Record<string, string> {
  const file = join(folder, 'az');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

const management = 'https://management.azure.com/';

describe('who deploys', () => {
  it('is whoever is logged in with the Azure CLI, in the subscription chosen there', async () => {
    const env = az(`case "$2" in
show) echo '{"id":"harbour-subscription"}';;
get-access-token) echo "{\\"accessToken\\":\\"token for $4\\",\\"expires_on\\":4102444800}";;
esac`);
    const credentials = await findCredentials(env);
    expect([credentials.kind, credentials.subscription]).toEqual(['az login', 'harbour-subscription']);
    expect(await credentials.token(management)).toBe(`token for ${management}`);
  });

  it('is told to log in where nobody is', async () => {
    await expect(findCredentials(az('echo "Please run az login" >&2; exit 1'))).rejects.toMatchObject({
      code: 'target.credentials',
      fix: 'az login',
    });
    await expect(findCredentials({ PATH: '/nowhere' })).rejects.toMatchObject({
      code: 'target.credentials',
      fix: expect.stringContaining('aka.ms/azure-cli'),
    });
  });

  it('is a service principal by a token that a CI system signed, without any secret', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'signed\n');
    const credentials = await findCredentials({
      AZURE_TENANT_ID: 'harbour-tenant',
      AZURE_CLIENT_ID: 'harbour-client',
      AZURE_FEDERATED_TOKEN_FILE: file,
      AZURE_AUTHORITY_HOST: `${origin}/`,
      AZURE_SUBSCRIPTION_ID: 'other',
    });
    expect(credentials.subscription).toBe('other');
    expect(await credentials.token(management)).toBe('tide');
    expect(await credentials.token(management)).toBe('tide');
    expect(asked.map(({ path }) => path)).toEqual(['/harbour-tenant/oauth2/v2.0/token']);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
      client_assertion: 'signed',
      client_id: 'harbour-client',
      scope: 'https://management.azure.com/.default',
    });
  });

  it('is the identity of the machine', async () => {
    const credentials = await findCredentials({ IDENTITY_ENDPOINT: `${origin}/token`, IDENTITY_HEADER: 'buoy' });
    expect(await credentials.token(management)).toBe('tide');
    expect(asked[0]).toMatchObject({ path: expect.stringContaining('resource=https%3A%2F%2Fmanagement.azure.com%2F'), header: 'buoy' });
  });
});
