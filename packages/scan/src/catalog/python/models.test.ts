import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** What a harbour's assistant that is written like this needs: `type need`, and what carries it. */
async function needsOf(code: string, requirements = ''): Promise<string[]> {
  const { resources, services } = await scan(
    memoryTree('harbour', {
      'requirements.txt': `fastapi\n${requirements}\n`,
      'main.py': `import os\nfrom fastapi import FastAPI\n${code}\napp = FastAPI()\n`,
    }),
  );
  const carried = (services[0]?.env ?? []).flatMap(({ name, binding }) =>
    binding && 'resource' in binding ? [`${name} ${binding.property}`] : [],
  );
  return [...resources.map(({ type, need, extensions }) => `${[type, ...extensions].join('+')} ${need}`), ...carried];
}

test.each<[code: string, expected: readonly string[]]>([
  ['from openai import OpenAI\npilot = OpenAI()', ['llm_api required', 'OPENAI_API_KEY apiKey', 'OPENAI_BASE_URL url']],
  [
    'from anthropic import Anthropic\npilot = Anthropic(api_key=os.environ["PILOT"])',
    ['llm_api required', 'ANTHROPIC_BASE_URL url', 'PILOT apiKey'],
  ],
  ['from langchain_groq import ChatGroq\npilot = ChatGroq()', ['llm_api required', 'GROQ_API_KEY apiKey']],
  ['import litellm\nlitellm.completion(model="x", api_key=os.environ["PILOT"])', ['llm_api required', 'PILOT apiKey']],
  // Servers of one's own that speak OpenAI's words.
  ['from openai import OpenAI\npilot = OpenAI(base_url="http://localhost:8000/v1", api_key="EMPTY")', []],
  ['from openai import OpenAI\npilot = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")', ['ollama required']],
  [
    'from openai import OpenAI\npilot = OpenAI(base_url=os.getenv("PILOT", "http://localhost:8000/v1"), api_key="EMPTY")',
    ['llm_api optional', 'PILOT url'],
  ],
  ['from langchain_ollama import ChatOllama\npilot = ChatOllama(base_url=os.environ["PILOT"])', ['ollama required', 'PILOT url']],
])('%s', async (code, expected) => {
  expect(await needsOf(code)).toEqual(expected);
});

test.each<[code: string, expected: readonly string[]]>([
  ['from qdrant_client import QdrantClient\nlog = QdrantClient(url=os.environ["LOG"])', ['qdrant required', 'LOG url']],
  ['from qdrant_client import QdrantClient\nlog = QdrantClient(":memory:")', []],
  ['from qdrant_client import QdrantClient\nlog = QdrantClient(path="./log")', []],
  ['import chromadb\nlog = chromadb.PersistentClient("./log")', []],
  ['import chromadb\nlog = chromadb.HttpClient(host=os.environ["LOG"])', ['chroma required', 'LOG host']],
  ['from langchain_chroma import Chroma\nlog = Chroma(persist_directory="./log")', []],
  ['from langchain_chroma import Chroma\nlog = Chroma(host=os.environ["LOG"])', ['chroma required', 'LOG host']],
  ['from pymilvus import MilvusClient\nlog = MilvusClient("./log.db")', []],
  ['from pymilvus import MilvusClient\nlog = MilvusClient(uri=os.environ["LOG"])', ['milvus required', 'LOG url']],
  ['import weaviate\nlog = weaviate.connect_to_embedded()', []],
  ['import weaviate\nlog = weaviate.connect_to_local(host=os.environ["LOG"])', ['weaviate required', 'LOG host']],
  ['from pinecone import Pinecone\nlog = Pinecone()', ['pinecone required', 'PINECONE_API_KEY apiKey']],
  ['from langchain_postgres import PGVector\nlog = PGVector(connection=os.environ["LOG"])', ['postgres+vector required', 'LOG url']],
  [
    'from langgraph.checkpoint.postgres import PostgresSaver\nlog = PostgresSaver.from_conn_string(os.environ["LOG"])',
    ['postgres required', 'LOG url'],
  ],
])('%s', async (code, expected) => {
  expect(await needsOf(code)).toEqual(expected);
});

test('keys of other services belong to no resource', async () => {
  const { resources, services } = await scan(
    memoryTree('harbour', {
      'train.py':
        'import wandb\nimport torch\nwandb.init(project="tides")\nloss = torch.rand(1)\nloss.backward()\ntorch.save(loss, "tides.pt")\n',
    }),
  );
  expect(resources).toEqual([]);
  expect(services[0]?.env.map(({ name, secret, source }) => [name, secret, source])).toEqual([['WANDB_API_KEY', true, 'ask']]);
});

test('what only an extra brings is supported, unless the instructions install it', async () => {
  const files = {
    'pyproject.toml':
      '[project]\nname = "harbour"\ndependencies = ["fastapi"]\n[project.optional-dependencies]\nfleet = ["redis"]\nlog = ["qdrant-client"]\nall = ["harbour[fleet,log]"]\n',
    'main.py':
      'from fastapi import FastAPI\nimport redis\nfrom qdrant_client import QdrantClient\nfleet = redis.Redis()\nlog = QdrantClient("http://log:6333")\napp = FastAPI()\n',
  };
  const needs = async (more: Readonly<Record<string, string>>): Promise<string[]> =>
    (await scan(memoryTree('harbour', { ...files, ...more }))).resources.map(({ type, need }) => `${type} ${need}`);
  expect(await needs({})).toEqual(['qdrant optional', 'redis optional']);
  expect(await needs({ Makefile: 'run:\n\tuv sync --extra all\n' })).toEqual(['qdrant required', 'redis required']);
});
