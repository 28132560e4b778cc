import { expect, test } from 'vitest';
import { harbour, service, services } from '../testing/harbour.ts';

const predictor = { 'predict.py': 'class Predictor:\n    def predict(self, ship: str) -> str:\n        return ship\n' };

test.each<[file: string, text: string, name: string, expected: object]>([
  [
    'cog.yaml',
    'build:\n  gpu: true\n  python_version: "3.12"\n  system_packages: [libgl1]\npredict: predict.py:Predictor\n',
    'predict',
    { kind: 'inference', port: 5000, gpu: 'required', systemPackages: ['libgl1'], runtime: { version: '3.12' } },
  ],
  [
    'config.yaml',
    'model_name: Ships\npython_version: py311\nresources:\n  use_gpu: true\n  accelerator: L4\nsystem_packages: [ffmpeg]\nrequirements: [torch]\n',
    'model',
    { kind: 'inference', gpu: 'required', runtime: { version: '3.11' } },
  ],
  [
    'bentofile.yaml',
    'service: "predict:Ships"\ndocker:\n  python_version: "3.12"\n  cuda_version: "12.4"\n  system_packages: [libgl1]\n',
    'Ships',
    { kind: 'inference', port: 3000, gpu: 'required', start: 'bentoml serve predict:Ships' },
  ],
  [
    'MLproject',
    'name: ships\nentry_points:\n  main:\n    parameters: { knots: { type: float, default: 12 } }\n    command: "python predict.py --knots {knots}"\n',
    'train',
    { kind: 'training', start: 'python predict.py --knots 12' },
  ],
  ['dvc.yaml', 'stages:\n  train:\n    cmd: python predict.py\n', 'train', { kind: 'training', start: 'python predict.py' }],
])('%s', async (file, text, name, expected) => {
  const blueprint = await harbour({ 'requirements.txt': 'numpy\n', ...predictor, [file]: text });
  expect(services(blueprint)).toHaveLength(1);
  expect(service(blueprint, blueprint.services[0]?.name ?? name)).toMatchObject(expected);
});

test('any other config.yaml is no model', async () => {
  expect(services(await harbour({ 'requirements.txt': 'numpy\n', ...predictor, 'config.yaml': 'resources:\n  - rope\n' }))).toEqual([]);
});
