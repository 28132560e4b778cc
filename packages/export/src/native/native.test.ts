import type { Item, Target } from '@groundwork/provision';
import { requireTool } from '@groundwork/testing';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { render, type FormatName } from '../formats.ts';
import { at, harbour, request } from '../harbour.fixture.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harbour-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const item: Item = {
  id: 'role:pier',
  kind: 'role',
  name: 'pier',
  title: 'role of pier',
  native: ['PierRole'],
  permissions: [{ action: 's3:GetObject', on: 'uploads', evidence: [at('backend/storage.py', 9, 'get_object\n- is called')] }],
  quantities: [],
  stateful: false,
  evidence: [],
};

/** Gives files as a target would; what it was asked with is in `asked`. */
function targetWith(files: (images: Readonly<Record<string, string>>) => Record<string, string>): Target {
  return {
    name: 'aws',
    title: 'a quay',
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rendering asks nothing of it
    support: {} as Target['support'],
    defaultRegion: () => 'eu-west-1',
    render: (_, { images }) => ({ target: 'aws', files: files(images), items: [item], unsupported: [], notes: ['a note'] }),
    open: () => Promise.reject(new RangeError('not here')),
  };
}

const texts = (format: FormatName, target: Target) =>
  Object.fromEntries(render(format, { ...request(harbour), target }).files.map(({ path, text }) => [path, text]));

describe('CloudFormation as YAML', () => {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      PierRole: {
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
        Type: 'AWS::IAM::Role',
      },
    },
    Outputs: { Role: { Value: { Ref: 'PierRole' } } },
  };
  const exported = texts(
    'cloudformation',
    targetWith(() => ({ 'foundations.json': JSON.stringify(template), 'images.json': '{}' })),
  );

  it('says what its JSON says, and above a role what it may do and where that is needed', () => {
    const text = exported['foundations.yaml'] ?? '';
    expect(parse(text)).toEqual(template);
    expect(text).toContain(
      '  # may s3:GetObject on uploads: backend/storage.py:9 get_object - is called\n  PierRole:\n    Type: AWS::IAM::Role\n',
    );
  });

  const lint = requireTool('cfn-lint');
  it.runIf(lint !== null)(
    'is taken by cfn-lint',
    () => {
      const file = join(folder, 'foundations.yaml');
      writeFileSync(file, exported['foundations.yaml'] ?? '');
      expect(spawnSync(lint ?? '', [file], { encoding: 'utf8' })).toMatchObject({ stdout: '', status: 0 });
    },
    60_000,
  );
});

it('ARM asks for images instead of writing them down', () => {
  const exported = texts(
    'arm',
    targetWith(({ pier = '' }) => ({
      'services.json': JSON.stringify({ $schema: 'x', parameters: {}, resources: { app: { type: 'T', name: 'pier', image: pier } } }),
    })),
  );
  expect(JSON.parse(exported['services.json'] ?? '')).toMatchObject({
    parameters: { imagePier: { type: 'string' } },
    resources: { app: { image: "[parameters('imagePier')]" } },
  });
});

describe('Kubernetes', () => {
  const foundations = `apiVersion: v1
kind: Namespace
metadata:
  name: quay
---
apiVersion: v1
kind: Secret
metadata:
  name: db-credentials
  annotations:
    groundwork.dev/generate: password admin-password
`;
  const exported = texts(
    'kubernetes',
    targetWith(({ pier }) => ({ 'foundations.yaml': foundations, 'services.yaml': `image: ${pier ?? ''}\n` })),
  );

  it('has the names of its images in one place', () => {
    expect(parse(exported['services/services.yaml'] ?? '')).toEqual({ image: 'pier' });
    expect(parse(exported['services/kustomization.yaml'] ?? '')).toMatchObject({
      images: expect.arrayContaining([{ name: 'pier', newName: 'registry.invalid/harbour-home-pier', newTag: '1' }]),
    });
  });

  it('fills in what is random where it is missing, and shows it to nobody', () => {
    writeFileSync(join(folder, 'secrets.sh'), exported['secrets.sh'] ?? '');
    writeFileSync(join(folder, '.env'), 'BUOY_KEY=brass\n');
    // Has a password already; writes down what it was told.
    writeFileSync(
      join(folder, 'kubectl'),
      `#!/bin/sh
echo "$@" >> "${folder}/said"
case "$*" in
  *"get secret"*admin-password*) echo '<no value>' ;;
  *"get secret"*) echo a2VwdA== ;;
  *patch*) cat >> "${folder}/patched" ;;
  *create*) cat .env ;;
  *) cat > /dev/null ;;
esac
`,
      { mode: 0o755 },
    );
    const { status, stderr } = spawnSync('sh', ['secrets.sh'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const patched = readFileSync(join(folder, 'patched'), 'utf8');
    expect(Buffer.from(/"admin-password":"([^"]+)"/.exec(patched)?.[1] ?? '', 'base64').toString()).toMatch(/^[0-9a-f]{48}$/);
    expect(patched).not.toContain('"password"');
    const said = readFileSync(join(folder, 'said'), 'utf8');
    expect(said).not.toMatch(/brass|[0-9a-f]{48}/);
  });
});
