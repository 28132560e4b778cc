import type { Host } from '@groundwork/host';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceDateEpoch } from '../dockerfile/dockerfile.ts';
import { digestIn } from './buildah.ts';
import { buildFailed, pushFailed, registryOf, type Builder, type BuildRequest } from './builder.ts';
import { contextTar } from './context.ts';
import { withLogin } from './login.ts';
import { runProgram, succeeds } from './program.ts';

/** Docker with BuildKit; `null` where no engine answers. */
export async function findDocker(host: Host): Promise<Builder | null> {
  const builder = await runProgram(['docker', 'buildx', 'inspect', '--bootstrap'], { host }).catch(() => null);
  if (builder?.status !== 0) return null;
  const driver = /^Driver:\s*(\S+)/m.exec(builder.output)?.[1] ?? 'docker';
  // The engine's own builder answers only while the engine does.
  if (driver === 'docker' && !(await succeeds(['docker', 'version', '--format', '{{.Server.Version}}'], host))) return null;
  // Dates inside of layers are rewritten by BuildKit itself, which the engine's own driver does not do in every version.
  const rewrites = driver !== 'docker';
  return {
    name: 'docker',
    title: `docker buildx, ${driver}`,
    reproducible: rewrites,
    build: (request) => build(request, rewrites),
  };
}

/** Where the Dockerfile lies in the context that is sent: no name a repository has. */
const dockerfileName = '.groundwork/Dockerfile';

async function build(request: BuildRequest, rewrites: boolean): Promise<string> {
  const { context, dockerfile, repository, tag, labels, platform, login, insecure, host } = request;
  const reference = `${repository}:${tag}`;
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-build-'));
  try {
    return await withLogin(registryOf(repository), login, async (logins) => {
      const metadata = join(folder, 'metadata.json');
      const output = [
        'type=image',
        `name=${reference}`,
        'push=true',
        ...(insecure ? ['registry.insecure=true'] : []),
        ...(rewrites ? ['rewrite-timestamp=true'] : []),
      ];
      const built = await runProgram(
        [
          'docker',
          'buildx',
          'build',
          '--progress=plain',
          '--provenance=false',
          '--sbom=false',
          '--platform',
          platform,
          '--build-arg',
          `SOURCE_DATE_EPOCH=${sourceDateEpoch}`,
          ...Object.entries(labels).flatMap(([label, value]) => ['--label', `${label}=${value}`]),
          '--file',
          dockerfileName,
          '--metadata-file',
          metadata,
          '--output',
          output.join(','),
          '-',
        ],
        // Builders are known by the person's own configuration, which is not where the logins are now.
        {
          host,
          task: `image:${request.name}`,
          env: { DOCKER_CONFIG: logins, ...buildxFolder() },
          input: contextTar(context, { [dockerfileName]: dockerfile }),
        },
      );
      if (built.status !== 0) {
        const pushing = built.last.some((line) => /failed to push|pushing .* error/i.test(line));
        throw pushing
          ? pushFailed(reference, 'docker buildx build', built.last)
          : buildFailed(request.name, 'docker buildx build', built.last);
      }
      return digestIn(await readFile(metadata, 'utf8').then(imageDigest), reference);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const imageDigest = (metadata: string): string => /"containerimage\.digest"\s*:\s*"([^"]+)"/.exec(metadata)?.[1] ?? '';

function buildxFolder(): Record<string, string> {
  if (process.env['BUILDX_CONFIG'] !== undefined) return {};
  const home = process.env['DOCKER_CONFIG'] ?? join(process.env['HOME'] ?? '', '.docker');
  return { BUILDX_CONFIG: join(home, 'buildx') };
}
