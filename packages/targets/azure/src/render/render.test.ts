import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deploymentOf, harbour, pier, resource, service, told, uses } from '../harbour.fixture.ts';
import { renderAzure } from './render.ts';

const templateSchema = z.object({
  parameters: z.record(z.string(), z.object({ type: z.string() })),
  resources: z.record(z.string(), z.looseObject({ type: z.string(), name: z.string(), properties: z.any().optional() })),
});

const render = (...args: Parameters<typeof deploymentOf>) =>
  renderAzure(deploymentOf(...args), { images: {}, given: new Set(['SIGNING_KEY']), leaveOut: true });

const templatesOf = (rendered: ReturnType<typeof render>) => ({
  foundations: templateSchema.parse(JSON.parse(rendered.files['foundations.json'] ?? '')),
  services: templateSchema.parse(JSON.parse(rendered.files['services.json'] ?? '')),
});

describe('the templates of an environment', () => {
  it('are the same for the same deployment', () => {
    expect(render(pier()).files).toEqual(render(pier()).files);
  });

  it('keep the servers apart from what is released', () => {
    const { foundations, services } = templatesOf(render(pier()));
    const types = (of: typeof services) => [...new Set(Object.values(of.resources).map(({ type }) => type))].toSorted();
    expect(types(services)).toEqual(['Microsoft.App/containerApps', 'Microsoft.App/jobs']);
    expect(types(foundations)).toEqual(
      expect.arrayContaining(['Microsoft.DBforPostgreSQL/flexibleServers', 'Microsoft.Cache/redisEnterprise', 'Microsoft.KeyVault/vaults']),
    );
  });

  it('compose addresses of secure parameters, which become secrets of the app', () => {
    const { services } = templatesOf(render(pier()));
    const { properties } = services.resources['appPier'] ?? {};
    expect(properties.configuration.secrets).toContainEqual({
      name: 'database-url',
      value:
        "[concat('postgresql://harbour:', parameters('dbPassword'), '@', concat(concat('db-', parameters('suffix')), '.postgres.database.azure.com'), ':5432/harbour')]",
    });
    expect(properties.template.containers[0].env).toContainEqual({ name: 'DATABASE_URL', secretRef: 'database-url' });
    expect(services.parameters['dbPassword']?.type).toBe('securestring');
    expect(services.parameters['secretSIGNINGKEY']).toMatchObject({ type: 'securestring' });
  });

  it('write what looks like an expression as the text it is', () => {
    const { services } = templatesOf(render(pier(), { services: { pier: { env: { TIDE: "[resourceGroup().id]'" } } } }));
    expect(services.resources['appPier']?.properties.template.containers[0].env).toContainEqual({
      name: 'TIDE',
      value: "[[resourceGroup().id]'",
    });
  });

  it('migrate in a job of their own', () => {
    const { services } = templatesOf(render(pier()));
    expect(services.resources['jobPierRelease']?.properties.template.containers[0].command).toEqual(['sh', '-c', 'alembic upgrade head']);
  });
});

describe('roles', () => {
  const uploads = (names: readonly string[]) =>
    harbour(
      [
        service('pier', {
          port: 8000,
          uses: [
            uses('uploads', {
              operations: names.map((name) => ({
                name,
                access: 'read' as const,
                call: name,
                evidence: [{ file: 'pier.py', line: 9, why: name, confidence: 1 }],
              })),
            }),
          ],
          env: [told('CHARTS_CONTAINER', 'uploads', 'bucket')],
        }),
      ],
      [
        resource('uploads', 'object_storage', {
          evidence: [{ file: 'pier.py', line: 2, why: 'azure.storage.blob is used', confidence: 1 }],
        }),
      ],
    );
  const roleOf = (names: readonly string[]) => render(uploads(names)).items.find(({ id }) => id === 'role:pier')?.permissions;

  it('are the built-in ones where these are exact', () => {
    expect(roleOf(['get', 'list'])).toMatchObject([
      { action: 'AcrPull' },
      { action: 'Storage Blob Data Reader', on: 'uploads', evidence: [{ file: 'pier.py', line: 9 }, { line: 9 }] },
    ]);
  });

  it('else hold what the code does and nothing else', () => {
    expect(roleOf(['put'])?.[1]).toMatchObject({ action: 'containers/blobs/add/action, containers/blobs/write' });
    const { foundations } = templatesOf(render(uploads(['put'])));
    expect(Object.values(foundations.resources).find(({ type }) => type.endsWith('roleDefinitions'))?.properties.permissions).toEqual([
      {
        actions: [],
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action',
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
        ],
        notActions: [],
        notDataActions: [],
      },
    ]);
  });
});

it('what Azure has nothing for is named, with the place in the code', () => {
  const deployment = deploymentOf(harbour([service('pier', { uses: [uses('loans')] })], [resource('loans', 'dynamodb')]));
  expect(() => renderAzure(deployment, { images: {}, given: new Set() })).toThrow(
    expect.objectContaining({ code: 'target.unsupported', where: 'pier.py:3' }),
  );
});

it('a service that fits no machine is refused with what there is', () => {
  const deployment = deploymentOf(harbour([service('pier', { port: 8000 })]), { services: { pier: { gpu: { type: 'H100', count: 8 } } } });
  expect(() => renderAzure(deployment, { images: {}, given: new Set() })).toThrow(expect.objectContaining({ code: 'target.unsupported' }));
});
