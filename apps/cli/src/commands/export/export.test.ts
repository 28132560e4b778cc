import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let bakery: string;

beforeEach(() => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
  writeFileSync(
    join(bakery, 'package.json'),
    '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0", "stripe": "18.0.0" } }',
  );
  writeFileSync(
    join(bakery, 'oven.js'),
    `const express = require('express');
const stripe = require('stripe')(process.env.STRIPE_SECRET_KEY);
express().listen(process.env.PORT);
`,
  );
});

afterEach(() => rmSync(bakery, { recursive: true }));

const gw = (...words: string[]) => groundworkIn(bakery, ['export', ...words]);
const inBakery = (path: string): string => join(bakery, path);

describe('gw export', () => {
  it('writes files where their tool looks, says which, and how they are used', async () => {
    const { stdout, stderr, exit } = await gw('compose');
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    expect(stdout).toContain('+ deploy/compose/compose.yaml');
    expect(stdout).toContain('How to use it: deploy/compose/README.md');
    expect(readFileSync(inBakery('deploy/compose/compose.yaml'), 'utf8')).toContain('STRIPE_SECRET_KEY: # oven.js:2');
  });

  it('names what it would replace, and replaces nothing until it is told to', async () => {
    mkdirSync(inBakery('deploy/compose'), { recursive: true });
    writeFileSync(inBakery('deploy/compose/README.md'), 'mine');
    const { stderr, exit } = await gw('compose');
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringMatching(/deploy\/compose\/README\.md[\s\S]*--force/) });
    expect(existsSync(inBakery('deploy/compose/compose.yaml'))).toBe(false);
    expect(readFileSync(inBakery('deploy/compose/README.md'), 'utf8')).toBe('mine');
    expect((await gw('compose', '--force')).stdout).toContain('~ deploy/compose/README.md');
  });

  it('prints one file, and refuses where there are several', async () => {
    expect((await gw('dockerfile', '--out', '-')).stdout).toMatch(/^# Made by gw export dockerfile[\s\S]*^FROM /m);
    expect((await gw('github-actions', '--out', '-')).stdout).toContain('\njobs:\n');
    expect(await gw('ide', '--out', '-')).toMatchObject({ exit: 2, stderr: expect.stringContaining('several files') });
    expect(existsSync(inBakery('deploy'))).toBe(false);
  });

  it('writes somewhere else, and says what as JSON', async () => {
    const { stdout } = await gw('compose', '--out', 'elsewhere', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'compose',
      environment: null,
      files: expect.arrayContaining([{ path: 'compose.yaml', outcome: 'new' }]),
    });
    // The way back to the sources, from wherever it is.
    expect(readFileSync(inBakery('elsewhere/compose.yaml'), 'utf8')).toContain('context: ..\n');
  });

  it('takes an environment of a target it is for', async () => {
    writeFileSync(
      inBakery('groundwork.yaml'),
      'environments:\n  harbour:\n    target: kubernetes\n    registry: registry.example/bakery\n',
    );
    expect((await gw('kubernetes')).exit).toBe(0);
    expect(readFileSync(inBakery('deploy/kubernetes/services/kustomization.yaml'), 'utf8')).toContain('newName: registry.example/bakery/');
    expect(await gw('arm', '--env', 'harbour')).toMatchObject({ exit: 2, stderr: expect.stringContaining('arm is not for kubernetes') });
  });

  it('knows its formats', async () => {
    expect(await gw('helm')).toMatchObject({ exit: 2, stderr: expect.stringContaining('There is no format `helm`') });
  });
});
