import { deployFailed, noCredentials, unreachable, type CloudBuild, type Registry } from '@groundwork/provision';
import { z } from 'zod';
import { gzipSync } from 'node:zlib';
import { apiVersion, pathOf, type Place } from './place.ts';

const registrySchema = z.looseObject({ properties: z.looseObject({ loginServer: z.string() }) });
const exchangeSchema = z.looseObject({ refresh_token: z.string() });
const uploadSchema = z.looseObject({ uploadUrl: z.string(), relativePath: z.string() });
const imageSchema = z.looseObject({ registry: z.string(), repository: z.string(), digest: z.string().nullish() });
const runSchema = z.looseObject({
  properties: z.looseObject({
    runId: z.string(),
    status: z.string(),
    outputImages: z.array(imageSchema).nullish(),
    runErrorMessage: z.string().nullish(),
  }),
});
const logSchema = z.looseObject({ logLink: z.string() });

/** The name a registry knows bearers of a token by (learn.microsoft.com/azure/container-registry/container-registry-authentication). */
const tokenUser = '00000000-0000-0000-0000-000000000000';

const registryPath = (place: Place): string => pathOf(place, `Microsoft.ContainerRegistry/registries/${place.names.registry.native}`);

async function loginServer(place: Place): Promise<string> {
  const found = await place.client.get(registryPath(place), apiVersion.registry, registrySchema);
  if (!found) throw deployFailed('The registry of the environment is not there yet', 'gw deploy makes it', { where: registryPath(place) });
  return found.properties.loginServer;
}

/** A registry on this machine, as tests have one, speaks plainly. */
const isLocal = (server: string): boolean => /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(server);

/** Whoever may deploy may push: the login of Azure is exchanged for one of the registry. */
export async function registryOf(place: Place): Promise<Registry> {
  const server = await loginServer(place);
  const insecure = isLocal(server);
  const { credentials, management } = place.client.options;
  const url = `${insecure ? 'http' : 'https'}://${server}/oauth2/exchange`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'access_token', service: server, access_token: await credentials.token(`${management}/`) }),
    });
  } catch (cause) {
    throw unreachable('The registry does not answer', 'Check the network, then run the same command again', { where: url, cause });
  }
  if (!response.ok)
    throw noCredentials('The registry refused the login', 'The deployer needs AcrPush or Contributor: docs/azure.md', { where: url });
  const { refresh_token: password } = exchangeSchema.parse(await response.json());
  return { reference: (image) => `${server}/${image}`, login: { user: tokenUser, password }, insecure };
}

/** Builds in the registry itself (ACR tasks), where this machine has no builder. */
export function buildsOf(place: Place): CloudBuild {
  const { client } = place;
  const path = registryPath(place);
  return {
    async build({ name, context, dockerfile }) {
      const { body } = await client.send('POST', `${path}/listBuildSourceUploadUrl`, apiVersion.registryTasks);
      const { uploadUrl, relativePath } = uploadSchema.parse(body);
      await upload(uploadUrl, await gzipped(context));
      const tag = `${name}:{{.Run.ID}}`;
      // The first answer is the run already, whether Azure goes on with it or not.
      const scheduled = await client.send('POST', `${path}/scheduleRun`, apiVersion.registryTasks, {
        type: 'DockerBuildRequest',
        imageNames: [tag],
        isPushEnabled: true,
        dockerFilePath: dockerfile,
        sourceLocation: relativePath,
        platform: { os: 'Linux', architecture: 'amd64' },
        agentConfiguration: { cpu: 2 },
        timeout: 3600,
      });
      const { runId } = runSchema.parse(scheduled.body).properties;
      return finished(runId, name);
    },
  };

  async function finished(runId: string, name: string): Promise<string> {
    for (;;) {
      const run = await client.get(`${path}/runs/${runId}`, apiVersion.registryTasks, runSchema);
      const { status = 'Unknown', outputImages, runErrorMessage } = run?.properties ?? {};
      if (status === 'Succeeded') {
        const image = outputImages?.find(({ repository }) => repository === name);
        if (!image?.digest)
          throw deployFailed(`The build of ${name} pushed no image`, 'Run the same command again', { where: `ACR run ${runId}` });
        return `${image.registry}/${image.repository}@${image.digest}`;
      }
      if (/^(?:Failed|Canceled|Error|Timeout)$/.test(status))
        throw deployFailed(
          `The image ${name} was not built: ${runErrorMessage ?? (await lastWords(runId))}`,
          'Build it here to see more: gw export dockerfile',
          { where: `ACR run ${runId}` },
        );
      await client.wait();
    }
  }

  async function lastWords(runId: string): Promise<string> {
    const { body } = await client.send('POST', `${path}/runs/${runId}/listLogSasUrl`, apiVersion.registryTasks);
    const { logLink } = logSchema.parse(body);
    const text = await fetch(logLink).then((response) => response.text());
    return text.trim().split(/\r?\n/).slice(-5).join('\n');
  }
}

async function gzipped(context: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of context) parts.push(part);
  return gzipSync(Buffer.concat(parts));
}

async function upload(url: string, body: Uint8Array): Promise<void> {
  const response = await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: Buffer.from(body) });
  // The address carries a signature: it is not shown.
  if (!response.ok)
    throw unreachable(`The sources could not be handed to the registry (${response.status})`, 'Run the same command again', {
      where: new URL(url).origin,
    });
}
