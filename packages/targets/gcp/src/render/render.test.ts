import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deploymentOf, harbour, resource } from '../harbour.fixture.ts';
import { gcp } from '../target.ts';

const given = new Set(['BUOY_KEY', 'SIGNING_KEY']);
const render = (deployment = deploymentOf()) => gcp.render(deployment, { images: {}, given });

const documentSchema = z.object({ resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json()))) });
const resourcesIn = (text: string | undefined) => documentSchema.parse(JSON.parse(text ?? '{}')).resource;

describe('a deployment on Google Cloud', () => {
  it('has every address in exactly one item', () => {
    const { files, items } = render();
    const addresses = ['main.tf.json', 'jobs.tf.json', 'services.tf.json'].flatMap((file) =>
      Object.entries(resourcesIn(files[file])).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)),
    );
    expect(items.flatMap(({ native }) => native).toSorted()).toEqual(addresses.toSorted());
  });

  it('gives each service exactly what its calls need, with the place that does', () => {
    const role = render().items.find(({ id }) => id === 'role:pier');
    expect(role?.permissions[0]).toEqual({
      action: 'roles/storage.objectViewer',
      on: 'charts',
      evidence: [expect.objectContaining({ line: 9 }), expect.objectContaining({ line: 12 })],
    });
    expect(render().items.find(({ id }) => id === 'role:log')?.permissions).toEqual([]);
  });

  it('lets nobody from outside in where the environment says so, and keeps the calls of neighbours inside', () => {
    const { files } = render();
    const services = resourcesIn(files['services.tf.json'])['google_cloud_run_v2_service'];
    expect(services?.['tides']).toMatchObject({ ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY' });
    expect(JSON.stringify(services?.['pier'])).toContain(
      '"name":"TIDES_URL","value":"https://harbour-staging-tides-${data.google_project.this.number}.${var.region}.run.app"',
    );
    expect(resourcesIn(files['main.tf.json'])['google_dns_managed_zone']).toHaveProperty('run');
  });

  it('takes a GPU with the processors that Cloud Run asks for beside it', () => {
    const tides = resourcesIn(render().files['services.tf.json'])['google_cloud_run_v2_service']?.['tides'];
    expect(tides).toMatchObject({
      template: {
        node_selector: { accelerator: 'nvidia-l4' },
        containers: { resources: { cpu_idle: false, limits: { cpu: '4', memory: '16384Mi', 'nvidia.com/gpu': '1' } } },
      },
    });
  });

  it('reads a text of the repository as text, whatever Terraform would make of it', () => {
    expect(render().files['services.tf.json']).toContain('salt $${water} and %%{tar}');
  });

  it('writes no value of a secret: a URL with a password in it is put together in Secret Manager', () => {
    const { files } = render();
    expect(files['services.tf.json']).toContain('local.secrets[\\"pier-DATABASE_URL\\"].name');
    expect(files['secrets.tf.json']).toContain(
      '"secret_data_wo": "postgresql://harbour:${ephemeral.google_secret_manager_secret_version.db_password.secret_data}@${google_sql_database_instance.db.private_ip_address}:5432/harbour"',
    );
  });

  it('names what it does not have, and leaves it out when asked', () => {
    const deployment = deploymentOf({ ...harbour, resources: [...harbour.resources, resource('jobs', { type: 'sqs' })] });
    expect(() => render(deployment)).toThrow(/jobs \(SQS is an interface of Amazon's/);
    expect(gcp.render(deployment, { images: {}, given, leaveOut: true }).unsupported).toMatchObject([{ resource: 'jobs', type: 'sqs' }]);
  });
});
