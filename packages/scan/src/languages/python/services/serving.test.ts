import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

/** Services of a bakery with these files: kind, framework and port. */
async function servicesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { services } = await scan(memoryTree('bakery', files));
  return services.map(({ kind, framework, port }) => `${kind} ${framework ?? '-'} ${port ?? '-'}`);
}

test.each<[string, Readonly<Record<string, string>>]>([
  [
    'inference BentoML 3000',
    {
      'service.py':
        'import bentoml\n@bentoml.service\nclass Loaf:\n    @bentoml.api\n    def rise(self, crumb: str) -> str:\n        return crumb\n',
    },
  ],
  [
    'inference Cog 5000',
    {
      'predict.py':
        'from cog import BasePredictor\nclass Oven(BasePredictor):\n    def predict(self, crumb: str) -> str:\n        return crumb\n',
    },
  ],
  [
    'inference Cog 5000',
    { 'predict.py': 'from cog import Input\ndef run(crumb: str = Input(description="a crumb")) -> str:\n    return crumb\n' },
  ],
  [
    'inference Truss 8080',
    {
      'model/model.py': 'class Model:\n    def load(self):\n        self.oven = 1\n    def predict(self, crumb):\n        return crumb\n',
      'packages/shop/app.py': 'import gradio as gr\ngr.Interface(print).launch()\n',
    },
  ],
  [
    'inference Ray Serve 8000',
    {
      'oven.py':
        'from ray import serve\n@serve.deployment\nclass Oven:\n    def __call__(self, crumb):\n        return crumb\napp = Oven.bind()\n',
    },
  ],
  [
    'inference LitServe 8000',
    {
      'server.py':
        'import litserve as ls\nclass Oven(ls.LitAPI):\n    def predict(self, x):\n        return x\nif __name__ == "__main__":\n    ls.LitServer(Oven()).run()\n',
    },
  ],
  [
    'inference LitServe 9321',
    {
      'server.py':
        'import litserve as ls\nclass Oven(ls.LitAPI):\n    def predict(self, x):\n        return x\nif __name__ == "__main__":\n    ls.LitServer(Oven()).run(port=9321)\n',
    },
  ],
  [
    'inference MLServer 8080',
    { 'oven.py': 'from mlserver import MLModel\nclass Oven(MLModel):\n    async def predict(self, payload):\n        return payload\n' },
  ],
  [
    'inference KServe 8080',
    { 'oven.py': 'import kserve\nclass Oven(kserve.Model):\n    def predict(self, payload):\n        return payload\n' },
  ],
  [
    'inference Label Studio ML 9090',
    {
      'model.py':
        'from label_studio_ml.model import LabelStudioMLBase\nclass Oven(LabelStudioMLBase):\n    def predict(self, tasks, **kwargs):\n        return tasks\n',
    },
  ],
  [
    'inference FastAPI 8000',
    {
      'main.py': 'from fastapi import FastAPI\nfrom oven import bake\napp = FastAPI()\n',
      'oven.py': 'import joblib\nimport sklearn\nbake = joblib.load("loaf.joblib")\n',
    },
  ],
  [
    'inference Flask 5000',
    {
      'app.py':
        'from flask import Flask\nfrom transformers import pipeline\napp = Flask(__name__)\nbake = pipeline("text-classification")\n',
    },
  ],
  // A cache of pickled orders is no model, and neither is one that only the night shift loads.
  ['web FastAPI 8000', { 'main.py': 'from fastapi import FastAPI\nimport pickle\napp = FastAPI()\norders = pickle.loads(b"")\n' }],
  [
    'web FastAPI 8000',
    { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n', 'night.py': 'import torch\noven = torch.load("loaf.pt")\n' },
  ],
  ['web Streamlit 8501', { 'app.py': 'import streamlit as st\nst.title("Loaves")\n' }],
  ['web Gradio 7860', { 'app.py': 'import gradio as gr\nwith gr.Blocks() as shop:\n    gr.Textbox()\nshop.launch()\n' }],
  ['web Gradio 7001', { 'app.py': 'import gradio as gr\nwith gr.Blocks() as shop:\n    gr.Textbox()\nshop.launch(server_port=7001)\n' }],
  ['web Chainlit 8000', { 'app.py': 'import chainlit as cl\n@cl.on_message\nasync def order(message):\n    pass\n' }],
  [
    'web FastAPI 8000',
    {
      'main.py':
        'import gradio as gr\nfrom fastapi import FastAPI\napp = FastAPI()\nshop = gr.Blocks()\napp = gr.mount_gradio_app(app, shop, path="/shop")\nif __name__ == "__main__":\n    shop.launch()\n',
    },
  ],
])('%s', async (expected, files) => {
  expect(await servicesOf(files)).toEqual([expected]);
});

test('pages of one application, several applications, and the server they call', async () => {
  const page = 'import streamlit as st\nst.title("Loaves")\n';
  expect(await servicesOf({ 'shop.py': `${page}st.Page("orders.py")\n`, 'orders.py': page, 'pages/ovens.py': page })).toEqual([
    'web Streamlit 8501',
  ]);
  const { services } = await scan(
    memoryTree('bakery', {
      'counter.py': page,
      'kitchen.py': page,
      'api.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'README.md':
        'The counter (`counter.py`) is at http://localhost:8511, the kitchen (`kitchen.py`) at http://localhost:8512.\n\n| `api.py` | http://localhost:8514 |\n',
    }),
  );
  expect(services.map(({ name, port }) => `${name} ${port}`)).toEqual(['api 8514', 'counter 8511', 'kitchen 8512']);
});

test('programs beside the application, where the instructions start them', async () => {
  const program = (port: number): string =>
    `from fastapi import FastAPI\nimport uvicorn\napp = FastAPI()\nif __name__ == "__main__":\n    uvicorn.run(app, port=${port})\n`;
  const files = { 'main.py': program(8100), 'oven.py': program(8101), 'trial.py': program(8102) };
  expect(await servicesOf(files)).toEqual(['web FastAPI 8100']);
  expect(await servicesOf({ ...files, 'README.md': 'Start `python main.py` and `python3 -m oven`.\n' })).toEqual([
    'web FastAPI 8100',
    'web FastAPI 8101',
  ]);
});
