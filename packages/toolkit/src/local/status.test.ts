import { silentHost } from '@groundwork/host';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPier, type Pier } from './pier.fixture.ts';
import { status } from './status.ts';

let pier: Pier;

beforeEach(() => {
  pier = createPier();
});

afterEach(() => pier.remove(), 60_000);

const states = async () => (await status(pier.dir, { host: silentHost })).services.map(({ name, state }) => `${name} ${state}`);

describe('the status of a folder', () => {
  it('has everything the code has before it was up, and afterwards no training that nobody ran', async () => {
    pier.write('pier.js', "require('express')().listen(process.env.PORT);\n");
    pier.write('tides/requirements.txt', 'scikit-learn\n');
    pier.write(
      'tides/train.py',
      'import joblib\nfrom sklearn.linear_model import Ridge\nmodel = Ridge().fit([[1]], [2])\njoblib.dump(model, "tides.joblib")\n',
    );
    expect(await states()).toEqual(['pier stopped', 'train stopped']);
    await (
      await pier.up()
    ).settled;
    expect(await states()).toEqual(['pier ready']);
  });
});
