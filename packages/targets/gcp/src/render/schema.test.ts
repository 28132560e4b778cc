import type { Deployment, Rendered } from '@groundwork/provision';
import { exampleBlueprints } from '@groundwork/provision/suite';
import { describe, expect, it } from 'vitest';
import { everything } from '../everything.fixture.ts';
import { deploymentOf } from '../harbour.fixture.ts';
import { gcp } from '../target.ts';
import { danglingIn, read } from '../testing/terraform.ts';
import { problemsIn } from '../testing/schema.ts';

const renderedOf = (deployment: Deployment): Rendered =>
  gcp.render(deployment, { images: {}, given: new Set(deployment.asked.map(({ name }) => name)), leaveOut: true });

const all = deploymentOf(everything);

/** Everything at once, every example, and what `npm run ladder` adds. */
const deployments: [string, Deployment][] = [
  ['everything', all],
  ...[...exampleBlueprints()].map(([name, blueprint]): [string, Deployment] => [name, deploymentOf(blueprint)]),
];

describe('rung: what the provider takes, argument by argument', () => {
  it.each(deployments)('%s', (_name, deployment) => {
    expect(problemsIn(renderedOf(deployment).files)).toEqual([]);
  });

  it('finds what is wrong', () => {
    const wrong = JSON.stringify({
      resource: {
        google_storage_bucket: {
          charts: { location: 'EU', colour: 'blue', force_destroy: 'maybe', versioning: [{ enabled: true }, { enabled: true }] },
        },
      },
    });
    expect(problemsIn({ 'main.tf.json': wrong })).toEqual([
      'google_storage_bucket.charts.name is missing',
      'google_storage_bucket.charts.colour is unknown',
      'google_storage_bucket.charts.force_destroy is no "bool"',
      'google_storage_bucket.charts.versioning is there more than 1 times',
    ]);
  });
});

describe('rung: references between the parts of a configuration', () => {
  const inputs = JSON.stringify({ project: 'bay', region: 'europe-west1', unprotected: [] });
  const dangling = ({ files }: Rendered): string[] =>
    // Versions of secrets are written as the service is deployed.
    danglingIn(read({ ...files, 'terraform.tfvars.json': inputs })).filter((each) => !each.includes('google_secret_manager_secret'));

  it.each(deployments)('resolve: %s', (_name, deployment) => {
    expect(dangling(renderedOf(deployment))).toEqual([]);
  });

  it('that do not are found', () => {
    const rendered = renderedOf(all);
    const files = {
      ...rendered.files,
      'main.tf.json': rendered.files['main.tf.json']?.replace('"google_compute_network"', '"google_lost"') ?? '',
    };
    expect(dangling({ ...rendered, files })).toContainEqual(expect.stringMatching(/refers to google_compute_network\.main$/));
  });
});
