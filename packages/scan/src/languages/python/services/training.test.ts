import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

const train = 'import joblib\nfrom sklearn.linear_model import Ridge\nmodel = Ridge().fit([[1]], [2])\njoblib.dump(model, "rye.joblib")\n';

test('a script that runs in its own folder is installed from where the requirements are', async () => {
  const { services } = await scan(memoryTree('bakery', { 'requirements.txt': 'scikit-learn\n', 'model-training/train.py': train }));
  expect(services).toMatchObject([
    { path: 'model-training', install: ['cd .. && pip install -r requirements.txt'], start: 'python train.py' },
  ]);
});

test('one beside its requirements is installed there', async () => {
  const { services } = await scan(memoryTree('bakery', { 'requirements.txt': 'scikit-learn\n', 'train.py': train }));
  expect(services).toMatchObject([{ path: '.', install: ['pip install -r requirements.txt'], start: 'python train.py' }]);
});
