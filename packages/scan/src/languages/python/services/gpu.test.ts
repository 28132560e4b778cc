import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

/** What a server of a bread classifier needs, by how its model module is written. */
async function gpuOf(model: string, requirements = 'fastapi\ntorch\n'): Promise<string | undefined> {
  const blueprint = await scan(
    memoryTree('bakery', {
      'requirements.txt': requirements,
      'main.py': 'from fastapi import FastAPI\nimport crumbs\napp = FastAPI()\n',
      'crumbs.py': `import os\nimport torch\n${model}\n`,
    }),
  );
  return blueprint.services[0]?.gpu;
}

test.each([
  ['nothing about devices', 'model = torch.load("rye.pt")', 'none'],
  ['moves there unasked', 'model = torch.load("rye.pt").to("cuda")', 'required'],
  ['asks first', 'device = "cuda" if torch.cuda.is_available() else "cpu"\nmodel = torch.load("rye.pt").to(device)', 'optional'],
  ['moves under a question', 'model = torch.load("rye.pt")\nif torch.cuda.is_available():\n    model = model.cuda()', 'optional'],
  [
    'moves when first used',
    'model = None\ndef load():\n    global model\n    if model is None:\n        model = torch.load("rye.pt").cuda()',
    'required',
  ],
  ['goes there unless told otherwise', 'DEVICE = os.getenv("DEVICE", "cuda")', 'required'],
  ['stays unless told otherwise', 'DEVICE = os.getenv("DEVICE", "cpu")', 'none'],
  ['refuses to start without', 'if not torch.cuda.is_available():\n    raise RuntimeError("the oven needs a GPU")', 'required'],
  [
    'takes one where there is one',
    'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("rye", device_map="auto")',
    'optional',
  ],
  ['weights of four bits', 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("rye", load_in_4bit=True)', 'required'],
  [
    'falls back to the processor',
    'import onnxruntime\ns = onnxruntime.InferenceSession("rye.onnx", providers=["CUDAExecutionProvider", "CPUExecutionProvider"])',
    'optional',
  ],
  ['only speaks of it', 'print("cuda")\nknown = ["cpu", "cuda"]', 'none'],
])('%s', async (_how, model, expected) => {
  expect(await gpuOf(model)).toBe(expected);
});

test.each([
  ['fastapi\ntorch==2.3.0+cu121\n', 'required'],
  ['fastapi\nvllm\n', 'required'],
  ['fastapi\nsentence-transformers\n', 'optional'],
  ['fastapi\ntorch\n', 'none'],
])('requirements %j', async (requirements, expected) => {
  expect(await gpuOf('', requirements)).toBe(expected);
});
