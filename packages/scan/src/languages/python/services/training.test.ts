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

test('one that opens files of the folder above starts there', async () => {
  const script = `import yaml\nparams = yaml.safe_load(open("oven.yaml"))\n${train}`;
  const files = { 'oven.yaml': 'heat: 220\n', 'src/requirements.txt': 'scikit-learn\npyyaml\n', 'src/train.py': script };
  const { services } = await scan(memoryTree('bakery', files));
  expect(services).toMatchObject([{ path: 'src', install: ['pip install -r requirements.txt'], start: 'cd .. && python src/train.py' }]);
});

test('one that opens files beside it starts there', async () => {
  const script = `import pandas as pd\nloaves = pd.read_csv("loaves.csv")\n${train}`;
  const files = { 'requirements.txt': 'scikit-learn\npandas\n', 'rye/loaves.csv': 'a,b\n', 'rye/train.py': script };
  const { services } = await scan(memoryTree('bakery', files));
  expect(services).toMatchObject([{ path: '.', start: 'cd rye && python train.py' }]);
});
