import { silentHost, type ProgressEvent } from '@groundwork/host';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BuildRequest } from './builder.ts';
import { readContext } from './context.ts';
import { findDocker } from './docker.ts';

// Docker's engine cannot be had on every machine that tests this: here a program of its name notes what it is told, and answers as
// buildx 0.30 does. That the same Dockerfiles build is tested with buildah.
let folder = '';
const digest = `sha256:${'5'.repeat(64)}`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dock-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function docker(build: string, driver = 'docker-container'): void {
  const script = `#!/bin/sh
case "$2" in
  inspect) printf 'Name: pier\\nDriver: ${driver}\\n' ;;
  build)
    printf '%s\\n' "$@" > ${folder}/arguments
    cp "$DOCKER_CONFIG/config.json" ${folder}/config.json
    cat > ${folder}/context.tar
    while [ "$1" != --metadata-file ]; do shift; done
    ${build} ;;
  *) echo 28.2.2 ;;
esac
`;
  writeFileSync(join(folder, 'docker'), script);
  chmodSync(join(folder, 'docker'), 0o755);
}

const heard: ProgressEvent[] = [];

async function request(): Promise<BuildRequest> {
  writeFileSync(join(folder, 'main.py'), 'print("tide")\n');
  const context = await readContext(folder, '*\n!main.py\n');
  return {
    name: 'pier',
    context,
    dockerfile: 'FROM scratch\n',
    repository: 'quay.example/harbour/pier',
    tag: 'content-7',
    labels: { 'dev.groundwork.content': '7' },
    platform: 'linux/amd64',
    login: { user: 'harbour', password: 'tides-and-ebbs' },
    insecure: false,
    host: { ...silentHost, notify: (event) => heard.push(event) },
  };
}

it('gets the context, the Dockerfile and the login, none of which is an argument', async () => {
  docker(`printf '{"containerimage.digest":"${digest}"}' > "$2"; echo building >&2`);
  const builder = await findDocker(silentHost);
  expect(builder).toMatchObject({ name: 'docker', title: 'docker buildx, docker-container', reproducible: true });
  expect(await builder?.build(await request())).toBe(digest);
  const told = readFileSync(join(folder, 'arguments'), 'utf8');
  expect(told).toContain('type=image,name=quay.example/harbour/pier:content-7,push=true,rewrite-timestamp=true\n-\n');
  expect(`${told}${JSON.stringify(heard)}`).not.toContain('tides-and-ebbs');
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toContain(Buffer.from('harbour:tides-and-ebbs').toString('base64'));
  expect(execFileSync('tar', ['-tf', join(folder, 'context.tar')], { encoding: 'utf8' })).toBe('.groundwork/Dockerfile\nmain.py\n');
  expect(heard).toContainEqual({ type: 'output', task: 'image:pier', stream: 'stderr', text: 'building' });
});

it('says why it failed', async () => {
  docker('echo "ERROR: failed to solve: process \\"/bin/sh -c npm ci\\" did not complete successfully: exit code: 1" >&2; exit 1');
  const builder = await findDocker(silentHost);
  await expect(builder?.build(await request())).rejects.toMatchObject({
    code: 'images.build_failed',
    message: expect.stringContaining('npm ci'),
  });
});

it('tells a push that was refused from a build that failed', async () => {
  docker('echo "ERROR: failed to push quay.example/harbour/pier: 403 Forbidden: denied" >&2; exit 1');
  const builder = await findDocker(silentHost);
  await expect(builder?.build(await request())).rejects.toMatchObject({ code: 'images.push_denied' });
});

it('that does not answer builds nothing', async () => {
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'docker'), 0o755);
  expect(await findDocker(silentHost)).toBeNull();
});
