import type { Deployment } from '@groundwork/provision';
import { exampleBlueprints } from '@groundwork/provision/suite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deploymentOf, pier } from '../../harbour.fixture.ts';
import { renderAzure } from '../../render/render.ts';
import { everything, everythingSettings } from '../everything.fixture.ts';
import { schemaProblems } from './check.ts';
import { referenceProblems } from './references.ts';

const templateSchema = z.object({
  parameters: z.record(z.string(), z.object({ type: z.string(), defaultValue: z.string().exactOptional() })),
  resources: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const templatesOf = (deployment: ReturnType<typeof deploymentOf>) =>
  Object.fromEntries(
    Object.entries(renderAzure(deployment, { images: {}, given: new Set(), leaveOut: true }).files).map(([name, text]) => [
      name,
      templateSchema.parse(JSON.parse(text)),
    ]),
  );

const all = templatesOf(deploymentOf(everything, everythingSettings));

/** Everything at once, every example, and what `npm run ladder` adds. */
const deployments: [string, Deployment][] = [
  ['everything', deploymentOf(everything, everythingSettings)],
  ...[...exampleBlueprints()].map(([name, blueprint]): [string, Deployment] => [name, deploymentOf(blueprint)]),
];

describe('rung: what Azure’s own clients know of each type', () => {
  it.each(deployments)('%s', (_name, deployment) => {
    const problems = Object.values(templatesOf(deployment)).flatMap(({ resources }) =>
      Object.entries(resources).flatMap(([name, resource]) => schemaProblems(name, resource)),
    );
    expect(problems).toEqual([]);
  });

  it('finds what is wrong', () => {
    const app = structuredClone(all['services.json']?.resources['appPier'] ?? {});
    const planted = {
      ...app,
      properties: { ...(app['properties'] as object), template: { scale: { minReplicas: 'two', depth: 1 } }, environment: 'x' },
      location: 4,
    };
    expect(schemaProblems('pier', planted)).toEqual([
      'pier.location: 4 is no string',
      'pier.properties.template.scale.minReplicas: "two" is no number',
      'pier.properties.template.scale.depth is unknown',
      'pier.properties.environment is unknown',
    ]);
    const { location: _location, ...database } = all['foundations.json']?.resources['db'] ?? {};
    expect(schemaProblems('db', { ...database, properties: { version: '9', state: 'Ready' } })).toEqual([
      'db.location is missing',
      expect.stringMatching(/^db.properties.version: 9 is none of /),
      'db.properties.state is read-only',
    ]);
    expect(schemaProblems('x', { type: 'Microsoft.App/rafts', apiVersion: '2025-01-01' })).toEqual([
      'x: no schema of Microsoft.App/rafts@2025-01-01-preview',
    ]);
  });
});

describe('rung: references between the parts of an environment', () => {
  it.each(deployments)('resolve: %s', (_what, deployment) => {
    expect(referenceProblems(templatesOf(deployment))).toEqual([]);
  });

  it('that do not are found', () => {
    const { resources: broken, parameters } = structuredClone(
      templatesOf(deploymentOf(pier()))['foundations.json'] ?? { resources: {}, parameters: {} },
    );
    delete broken['network'];
    delete parameters['dbPassword'];
    const found = referenceProblems({ foundations: { resources: broken, parameters } });
    expect(found).toEqual(
      expect.arrayContaining([
        'foundations db depends on network, which is not there',
        'foundations db: there is no parameter dbPassword',
        expect.stringContaining('foundations zoneHarbourStagingPrivatePostgresDatabaseAzureComLink: nothing has the id'),
      ]),
    );
  });
});
