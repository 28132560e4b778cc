import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

/** What a library's catalogue needs, by how its shelf is chosen. */
async function needsOf(shelves: string, main = ''): Promise<string[]> {
  const { resources } = await scan(
    memoryTree('library', {
      'requirements.txt': 'fastapi\nqdrant-client\nweaviate-client\n',
      'main.py': `import os\nfrom fastapi import FastAPI\nfrom shelves import shelf\napp = FastAPI()\n${main}`,
      'shelves.py': `import os\nfrom qdrant_client import QdrantClient\nimport weaviate\n${shelves}`,
    }),
  );
  return resources.map(({ type, need }) => `${type} ${need}`);
}

const qdrant = 'return QdrantClient(url="http://qdrant:6333")';
const weaviate = 'return weaviate.connect_to_local()';

test('of several ways that nobody can choose between here, the first is what runs', async () => {
  expect(await needsOf(`def shelf(kind):\n    if kind == "q":\n        ${qdrant}\n    elif kind == "w":\n        ${weaviate}\n`)).toEqual([
    'qdrant required',
    'weaviate optional',
  ]);
});

test('where the default is known it runs, wherever it stands', async () => {
  expect(
    await needsOf(
      `def shelf():\n    kind = os.getenv("SHELF", "w")\n    if kind == "q":\n        ${qdrant}\n    elif kind == "w":\n        ${weaviate}\n`,
    ),
  ).toEqual(['qdrant optional', 'weaviate required']);
});

test('a client whose makers are only called where something is switched on is supported', async () => {
  const shelves = `class Shelf:\n    def __init__(self):\n        self.store = self.opened()\n    def opened(self):\n        ${qdrant}\n\ndef shelf():\n    return Shelf()\n`;
  expect(await needsOf(shelves, 'if os.getenv("SHELVES"):\n    app.state.shelf = shelf()\n')).toEqual(['qdrant optional']);
  expect(await needsOf(shelves, 'app.state.shelf = shelf()\n')).toEqual(['qdrant required']);
  // Handed on as a value, somebody else may call it.
  expect(await needsOf(shelves, 'makers = {"shelf": shelf}\nif os.getenv("SHELVES"):\n    app.state.shelf = shelf()\n')).toEqual([
    'qdrant required',
  ]);
});
