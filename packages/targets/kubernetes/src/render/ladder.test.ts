import { requireTool } from '@groundwork/testing';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleBlueprints } from '@groundwork/provision/suite';
import { bakery, deploymentOf, renderedOf, service } from '../testing/bakery.fixture.ts';
import { writeSchemas } from '../testing/schemas.fixture.ts';

const schemas = requireTool('kubernetes-schemas');
const kubeconform = requireTool('kubeconform');
const kubeScore = requireTool('kube-score');
const checkov = requireTool('checkov');

/** What these tools would have otherwise, each with why it is so. */
const accepted = {
  'kube-score': {
    'container-image-pull-policy':
      'images of services are named by digest, which no pull changes; a registry that is away must not keep a pod from starting',
    'container-security-context-user-group-id':
      'servers run as the account their makers made in the image, which its files belong to; services as 10001, which is high enough',
    'container-security-context-readonlyrootfilesystem':
      'images that write their own configuration when they start (Elasticsearch, Cassandra, Neo4j, Milvus, Label Studio, DynamoDB Local)',
    'pod-probes-identical': 'where nothing but taking connections can be told, both ask for that; alive is asked twelve times as patiently',
    'networkpolicy-targets-pod':
      'the policy that closes everything selects every pod, among them those of jobs, which this tool does not count',
  },
  checkov: {
    CKV_K8S_35: 'the code reads its secrets from variables; as files they would not be found',
    CKV_K8S_43: "images of servers are followed within the version the code asks for, so that repairs arrive; services' own have digests",
    CKV_K8S_15: 'as container-image-pull-policy',
    CKV_K8S_40: 'as container-security-context-user-group-id',
    CKV_K8S_9: 'a worker answers nobody: whether it is well is whether it lives',
    CKV_K8S_8: 'as CKV_K8S_9',
    CKV_K8S_22: 'as container-security-context-readonlyrootfilesystem',
  },
} as const;

const run = promisify(execFile);
/** These programs end with 1 when they have something to say. */
const said = async (program: string, args: readonly string[]): Promise<string> => {
  try {
    return (await run(program, args, { maxBuffer: 2 ** 27 })).stdout;
  } catch (cause) {
    return z.looseObject({ stdout: z.string() }).parse(cause).stdout;
  }
};

describe('rung: manifests, as others judge them', () => {
  let home: string;
  const manifests: string[] = [];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'groundwork-manifests-'));
    const painter = bakery((services) => [...services, service('painter', { kind: 'inference', gpu: 'required', port: 7000 })]);
    const cases = [
      ...[...exampleBlueprints()].map(([name, blueprint]) => [name, deploymentOf(blueprint, { domain: `${name}.example` })] as const),
      [
        'bakery',
        deploymentOf(painter, { domain: 'bakery.example', issuer: 'letters', services: { ovens: { replicas: { min: 2, max: 4 } } } }),
      ] as const,
      [
        'operated',
        deploymentOf(
          bakery(),
          { domain: 'bakery.example', gateway: 'edge/public', resources: { db: { serving: 'operator' } } },
          'operated',
        ),
      ] as const,
    ];
    for (const [name, deployment] of cases) {
      mkdirSync(join(home, 'manifests', name), { recursive: true });
      for (const [file, text] of Object.entries(renderedOf(deployment).files)) {
        manifests.push(join(home, 'manifests', name, file));
        writeFileSync(join(home, 'manifests', name, file), text);
      }
    }
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  describe.runIf(schemas !== null && kubeconform !== null)('kubeconform', () => {
    const conform = async (...files: string[]) => {
      const folder = join(home, 'schemas');
      mkdirSync(folder, { recursive: true });
      writeSchemas(schemas ?? '', folder);
      const text = await said(kubeconform ?? '', [
        '-strict',
        '-summary',
        '-output=json',
        `-schema-location=${folder}/{{ .ResourceKind }}{{ .KindSuffix }}.json`,
        ...files,
      ]);
      return z
        .looseObject({
          resources: z.array(z.looseObject({ msg: z.string() })),
          summary: z.looseObject({ valid: z.number(), invalid: z.number(), errors: z.number(), skipped: z.number() }),
        })
        .parse(JSON.parse(text));
    };

    it('finds every field in the schemas of Kubernetes, CloudNativePG and the Gateway API', async () => {
      const { resources, summary } = await conform(join(home, 'manifests'));
      expect(resources).toEqual([]);
      expect(summary).toMatchObject({ invalid: 0, errors: 0, skipped: 0 });
      expect(summary.valid).toBeGreaterThan(100);
    }, 60_000);

    it('would say so otherwise', async () => {
      const wrong = join(home, 'wrong.yaml');
      writeFileSync(
        wrong,
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: loaf }\nspec: { selector: {}, template: { spec: { containers: [{ name: loaf, imge: x }] } } }\n',
      );
      expect((await conform(wrong)).summary).toMatchObject({ invalid: 1 });
    }, 60_000);
  });

  it.runIf(kubeScore !== null)(
    'kube-score calls nothing critical but what is accepted',
    async () => {
      const text = await said(kubeScore ?? '', ['score', '--output-format=json', ...manifests]);
      const objects = z
        .array(
          z.looseObject({
            object_name: z.string(),
            checks: z.array(z.looseObject({ check: z.looseObject({ id: z.string() }), grade: z.number(), skipped: z.boolean() })),
          }),
        )
        .parse(JSON.parse(text));
      const critical = objects.flatMap(({ object_name: object, checks }) =>
        checks.flatMap(({ check, grade, skipped }) => (grade === 1 && !skipped ? [{ object, check: check.id }] : [])),
      );
      expect(objects.length).toBeGreaterThan(60);
      expect(critical.filter(({ check }) => !Object.hasOwn(accepted['kube-score'], check))).toEqual([]);
    },
    60_000,
  );

  it.runIf(checkov !== null)(
    'checkov fails nothing but what is accepted',
    async () => {
      const text = await said(checkov ?? '', [
        '--directory',
        join(home, 'manifests'),
        '--framework',
        'kubernetes',
        '--output',
        'json',
        '--compact',
        '--quiet',
      ]);
      const { results, summary } = z
        .looseObject({
          results: z.looseObject({ failed_checks: z.array(z.looseObject({ check_id: z.string(), resource: z.string() })) }),
          summary: z.looseObject({ passed: z.number() }),
        })
        .parse(JSON.parse(text));
      expect(
        results.failed_checks
          .filter(({ check_id: id }) => !Object.hasOwn(accepted.checkov, id))
          .map(({ check_id: id, resource }) => `${id} ${resource}`),
      ).toEqual([]);
      expect(summary.passed).toBeGreaterThan(1000);
    },
    180_000,
  );
});
