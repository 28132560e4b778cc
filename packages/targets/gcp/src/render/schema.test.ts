import { resourceTypes } from '@groundwork/blueprint';
import { priceKindOf } from '@groundwork/cost';
import { describe, expect, it } from 'vitest';
import { everything } from '../everything.fixture.ts';
import { deploymentOf } from '../harbour.fixture.ts';
import { gcp } from '../target.ts';
import { danglingIn, read } from '../testing/terraform.ts';
import { problemsIn } from '../testing/schema.ts';

const deployment = deploymentOf(everything);
const rendered = gcp.render(deployment, { images: {}, given: new Set(['BUOY_KEY']), leaveOut: true });

describe('a configuration with one of everything', () => {
  it('is what the provider takes, argument by argument', () => {
    expect(problemsIn(rendered.files)).toEqual([]);
  });

  it('refers to nothing that is not in it', () => {
    const files = {
      ...rendered.files,
      'terraform.tfvars.json': JSON.stringify({ project: 'bay', region: 'europe-west1', unprotected: [] }),
    };
    expect(danglingIn(read(files)).filter((each) => !each.includes('google_secret_manager_secret'))).toEqual([]);
  });

  it('has every type in an item, by name among what is unsupported, or outside by secrets that a note names', () => {
    for (const type of resourceTypes) {
      const name = `every-${type.replaceAll('_', '-')}`;
      const made = rendered.items.some(({ id }) => id === `resource:${name}`);
      const refused = rendered.unsupported.some((each) => each.resource === name);
      const outside = rendered.notes.some((note) => note.startsWith(`${name} is outside`));
      expect([type, [made, refused, outside].filter(Boolean).length]).toEqual([type, 1]);
    }
  });

  it('asks only for prices that have a row', () => {
    const keys = rendered.items.flatMap(({ quantities }) => quantities.map(({ price }) => price));
    expect(keys.filter((key) => priceKindOf(key) === null)).toEqual([]);
  });

  it('is found out where it is wrong', () => {
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
