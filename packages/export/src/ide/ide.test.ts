import { requireTool } from '@groundwork/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { render } from '../formats.ts';
import { request } from '../harbour.fixture.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harbour-'));
  for (const { path, text } of render('ide', request()).files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const addUser = (...words: string[]) => spawnSync('sh', ['add-user.sh', ...words], { cwd: folder, encoding: 'utf8' });

describe('workspaces in the cloud', () => {
  it('have what the repository is built and run with', () => {
    const dockerfile = readFileSync(join(folder, 'image/Dockerfile'), 'utf8');
    expect(dockerfile).toContain('# db: backend/db.py:4 create_engine is called: postgresql postgresql-17-pgvector\n');
    expect(dockerfile).toMatch(/^ {6}redis-server \\$/m);
  });

  it('get one more user with one command, and refuse what is no name', () => {
    expect(addUser('bert', 'bert@harbour.example').status).toBe(0);
    expect(parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'))).toMatchObject({
      resources: ['namespace.yaml', 'sign-in.yaml', 'users/anna', 'users/bert'],
    });
    expect(parse(readFileSync(join(folder, 'users/bert/kustomization.yaml'), 'utf8'))).toMatchObject({
      nameSuffix: '-bert',
      configMapGenerator: [{ literals: ['emails=bert@harbour.example'] }],
    });
    expect(addUser('bert', 'bert@harbour.example').status).toBe(1);
    for (const words of [
      ['../x', 'a@b.example'],
      ['carl', 'no address'],
      ['carl', 'a@b.example\nroot@b.example'],
    ])
      expect(addUser(...words).status).toBe(2);
  });

  it('start the editor where only the sign-in reaches it', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'code-server'), `#!/bin/sh\necho "$@" >> "$HOME/said"\n`, { mode: 0o755 });
    execFileSync('sh', [join(folder, 'image/start.sh')], { env: { HOME: folder, PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
    expect(readFileSync(join(folder, 'said'), 'utf8').split('\n')).toEqual([
      '--install-extension /opt/groundwork/groundwork.vsix --force',
      expect.stringMatching(/^--bind-addr 127\.0\.0\.1:8080 --auth none .*\/repository$/),
      '',
    ]);
  });

  const kustomize = requireTool('kustomize');
  describe.runIf(kustomize !== null)('for kubectl apply -k', () => {
    const built = (): string => execFileSync(kustomize ?? '', ['build', folder], { encoding: 'utf8' });

    it('keep the parts of two users apart', () => {
      addUser('bert', 'bert@harbour.example');
      const documents = built()
        .split('\n---\n')
        .map((each): unknown => parse(each));
      const selectors = documents.flatMap((each) => (isPolicy(each) ? [each.spec.podSelector.matchLabels['groundwork.dev/user']] : []));
      expect(selectors).toEqual(['anna', 'bert']);
      expect(JSON.stringify(documents)).toContain('bert.ide.invalid');
    });

    const score = requireTool('kube-score');
    it.runIf(score !== null)('have nothing critical for kube-score', () => {
      const { stdout } = spawnSync(score ?? '', ['score', '--output-format', 'ci', '-'], { input: built(), encoding: 'utf8' });
      expect(stdout).toContain('[OK]');
      expect(stdout.split('\n').filter((line) => line.startsWith('[CRITICAL]'))).toEqual([]);
    });

    const checkov = requireTool('checkov');
    it.runIf(checkov !== null)(
      'fail no check of checkov but that of the digest',
      () => {
        const file = join(folder, 'all.yaml');
        writeFileSync(file, built());
        // CKV_K8S_43: the person who pushes the image knows its digest; kustomization.yaml says where it goes.
        const { stdout } = spawnSync(
          checkov ?? '',
          ['--file', file, '--framework', 'kubernetes', '--skip-check', 'CKV_K8S_43', '--output', 'json', '--quiet'],
          { encoding: 'utf8' },
        );
        expect(JSON.parse(stdout)).toMatchObject({ summary: { failed: 0 } });
      },
      120_000,
    );
  });
});

interface Policy {
  readonly spec: { readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> } };
}

const isPolicy = (value: unknown): value is Policy =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'NetworkPolicy';
