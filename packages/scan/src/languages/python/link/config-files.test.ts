import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

/** What a library with these files needs, and what carries it. */
async function needsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { resources, services } = await scan(
    memoryTree('library', { 'requirements.txt': 'fastapi\nredis\nqdrant-client\npyyaml\nhydra-core\n', ...files }),
  );
  const carried = services.flatMap(({ env }) =>
    env.flatMap(({ name, binding }) => (binding && 'resource' in binding ? [`${name} ${binding.resource}.${binding.property}`] : [])),
  );
  return [...resources.map(({ type, need }) => `${type} ${need}`), ...carried];
}

const app = 'from fastapi import FastAPI\napp = FastAPI()\n';

test('what is loaded from a file that the code names', async () => {
  expect(
    await needsOf({
      'main.py': `${app}import redis\nimport yaml\nwith open("config.yaml") as f:\n    shelves = yaml.safe_load(f)\nloans = redis.from_url(shelves["loans"]["url"])\n`,
      'config.yaml': 'loans:\n  url: ${LOANS:redis://localhost:6379/0}\n',
    }),
  ).toEqual(['redis required', 'LOANS redis.url']);
});

const settings =
  'from pydantic import BaseModel\nclass Loans(BaseModel):\n    host: str\n    password: str\n    @property\n    def url(self):\n        return f"redis://:{self.password}@{self.host}/0"\nclass Index(BaseModel):\n    kind: str\n    url: str\nclass Settings(BaseModel):\n    loans: Loans\n    index: Index\ndef load() -> Settings:\n    return Settings(**read("settings.yaml"))\n';
const main = `${app}import redis\nfrom qdrant_client import QdrantClient\nfrom settings import Settings, load\nsettings: Settings = load()\nloans = redis.from_url(settings.loans.url)\nif settings.index.kind == "qdrant":\n    index = QdrantClient(url=settings.index.url)\n`;

test('classes that a file fills, with what the file switches on', async () => {
  const file = (kind: string): string =>
    `loans:\n  host: \${LOANS_HOST:localhost:6379}\n  password: \${LOANS_PASSWORD:}\nindex:\n  kind: \${INDEX_KIND:${kind}}\n  url: \${INDEX_URL:http://localhost:6333}\n`;
  const carried = ['INDEX_URL qdrant.url', 'LOANS_HOST redis.host', 'LOANS_PASSWORD redis.password'];
  expect(await needsOf({ 'main.py': main, 'settings.py': settings, 'settings.yaml': file('memory') })).toEqual([
    'qdrant optional',
    'redis required',
    ...carried,
  ]);
  expect(await needsOf({ 'main.py': main, 'settings.py': settings, 'settings.yaml': file('qdrant') })).toEqual([
    'qdrant required',
    'redis required',
    ...carried,
  ]);
});

test("Hydra's groups", async () => {
  expect(
    await needsOf({
      'train.py':
        'import hydra\nimport redis\nimport torch\n@hydra.main(config_path="conf", config_name="config", version_base=None)\ndef main(cfg):\n    loans = redis.Redis(host=cfg.loans.host)\n    loss = torch.rand(1)\n    loss.backward()\n    torch.save(loss, "model.pt")\nif __name__ == "__main__":\n    main()\n',
      'conf/config.yaml': 'defaults:\n  - loans: shared\nepochs: 3\n',
      'conf/loans/shared.yaml': 'host: ${oc.env:LOANS_HOST,localhost}\n',
    }),
  ).toEqual(['redis required', 'LOANS_HOST redis.host']);
});

test('a file that nothing names says nothing', async () => {
  expect(await needsOf({ 'main.py': app, 'config.yaml': 'loans:\n  url: ${LOANS:redis://localhost:6379/0}\n' })).toEqual([]);
});

test('an empty text in a file is nothing said: what stands after `or` counts', async () => {
  expect(
    await needsOf({
      'main.py': `${app}import redis\nimport yaml\nwith open("config.yaml") as f:\n    shelves = yaml.safe_load(f)\nloans = redis.from_url(shelves["own"] or shelves["shared"])\n`,
      'config.yaml': 'own: ${OWN:}\nshared: ${SHARED:redis://localhost:6379/0}\n',
    }),
  ).toEqual(['redis required', 'OWN redis.url', 'SHARED redis.url']);
});
