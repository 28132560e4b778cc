import { GroundworkError, type Host } from '@groundwork/host';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceDateEpoch } from '../dockerfile/dockerfile.ts';
import { buildFailed, pushFailed, registryOf, type Builder, type BuildRequest } from './builder.ts';
import { stageContext } from './context.ts';
import { withLogin } from './login.ts';
import { runProgram, succeeds } from './program.ts';

/** buildah, or podman, which is the same behind its command line; `null` where it does not work here. */
export async function findBuildah(name: 'buildah' | 'podman', host: Host): Promise<Builder | null> {
  const version = await runProgram([name, '--version'], { host }).catch(() => null);
  if (version?.status !== 0) return null;
  const isolation = await isolationOf(host);
  if (!(await works(name, isolation, host))) return null;
  return {
    name,
    title: `${version.output.replace(/^(\w+) version (\S+).*$/s, '$1 $2')}${isolation === null ? '' : `, ${isolation}`}`,
    reproducible: true,
    build: (request) => build(name, isolation, request),
  };
}

/**
 * Commands are kept apart by a container runtime where one can work, and otherwise only by another root folder: inside of a
 * container there are no namespaces to be had. `null` is the builder's own default.
 */
async function isolationOf(host: Host): Promise<string | null> {
  const [crun, runc] = await Promise.all([succeeds(['crun', '--version'], host), succeeds(['runc', '--version'], host)]);
  const namespaces = (crun || runc) && (await succeeds(['unshare', '--mount', '--pid', '--fork', '--map-root-user', 'true'], host));
  return namespaces ? null : 'chroot';
}

/** An image of one small file: storage, configuration and rights are there. */
async function works(name: string, isolation: string | null, host: Host): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-builder-'));
  const tag = `localhost/groundwork-works:${process.pid}`;
  try {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n');
    const built = await succeeds([name, 'build', ...flags(isolation), '--tag', tag, folder], host);
    if (built) await succeeds([name, 'rmi', tag], host);
    return built;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const flags = (isolation: string | null): string[] => (isolation === null ? [] : ['--isolation', isolation]);

async function build(name: 'buildah' | 'podman', isolation: string | null, request: BuildRequest): Promise<string> {
  const { context, dockerfile, repository, tag, labels, platform, login, insecure, host } = request;
  const reference = `${repository}:${tag}`;
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-build-'));
  try {
    const staged = join(folder, 'context');
    await mkdir(staged);
    await stageContext(context, staged, host.signal);
    const file = join(folder, 'Dockerfile');
    const ignored = join(folder, 'ignored');
    await Promise.all([writeFile(file, dockerfile), writeFile(ignored, '')]);
    return await withLogin(registryOf(repository), login, async (logins) => {
      const authfile = ['--authfile', join(logins, 'config.json')];
      const built = await runProgram(
        [
          name,
          'build',
          ...flags(isolation),
          ...authfile,
          '--file',
          file,
          // The context holds what it should: no file of the repository decides any more.
          '--ignorefile',
          ignored,
          // Docker's own format holds the name of the container it was built in. OCI's has no health check, which clusters and clouds do themselves.
          '--format',
          'oci',
          '--layers',
          '--platform',
          platform,
          '--timestamp',
          String(sourceDateEpoch),
          '--build-arg',
          `SOURCE_DATE_EPOCH=${sourceDateEpoch}`,
          ...Object.entries(labels).flatMap(([label, value]) => ['--label', `${label}=${value}`]),
          '--tag',
          reference,
          staged,
        ],
        { host, task: `image:${request.name}` },
      );
      if (built.status !== 0) throw buildFailed(request.name, `${name} build`, built.last);
      const digestFile = join(folder, 'digest');
      const pushed = await runProgram(
        [
          name,
          'push',
          ...authfile,
          '--digestfile',
          digestFile,
          ...(insecure ? ['--tls-verify=false'] : []),
          reference,
          `docker://${reference}`,
        ],
        { host, task: `image:${request.name}` },
      );
      if (pushed.status !== 0) throw pushFailed(reference, `${name} push`, pushed.last);
      return digestIn(await readFile(digestFile, 'utf8'), reference);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function digestIn(text: string, reference: string): string {
  const digest = /sha256:[0-9a-f]{64}/.exec(text)?.[0];
  if (digest !== undefined) return digest;
  throw new GroundworkError({
    code: 'images.no_digest',
    message: 'The builder did not say what it pushed',
    where: reference,
    fix: 'Run the same command again',
  });
}
