import { isTest, memoryTree, repositoryChecks, Scanner } from '@groundwork/scan';
import { propose, type ProposeOptions, type Proposal } from './propose.ts';

/** A bakery: an API in Python, a shop in TypeScript. */
const bakery: Readonly<Record<string, string>> = {
  '.github/workflows/ci.yml': 'on: push\n',
  'README.md': '# Bakery\n',
  'api/requirements.txt': 'fastapi\nuvicorn\npytest\n',
  'api/main.py': 'from fastapi import FastAPI\nfrom orders.routes import router\n\napp = FastAPI()\napp.include_router(router)\n',
  'api/orders/__init__.py': '',
  'api/orders/routes.py':
    'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/orders")\ndef list_orders():\n    return all_orders()\n\n\n@router.get("/orders/{order_id}")\ndef show_order(order_id: int):\n    return {}\n',
  'api/orders/storage.py': 'def all_orders():\n    return []\n\n\nclass OrderBook:\n    pass\n',
  'api/migrations/versions.sql': 'create table orders (id int);\n',
  'api/migrations/0001_first.py': '',
  'api/tests/test_routes.py': 'from orders.routes import list_orders\n\n\ndef test_list():\n    assert list_orders() == []\n',
  'shop/package.json': JSON.stringify({
    name: 'shop',
    scripts: { test: 'vitest run', start: 'node server.js' },
    dependencies: { express: '5' },
    devDependencies: { vitest: '4', typescript: '6' },
  }),
  'shop/package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  'shop/tsconfig.json': '{}',
  'shop/server.js':
    "const express = require('express');\nconst app = express();\napp.get('/basket', (_, r) => r.json([]));\napp.listen(3000);\n",
  'shop/src/basket.ts': 'export function totalOf(prices: number[]): number {\n  return 0;\n}\n',
  'shop/src/basket.test.ts': "import { totalOf } from './basket';\n",
};

/** What a proposal looks at, of the bakery. */
export async function known(files = bakery) {
  const tree = memoryTree('bakery', files);
  const { blueprint, repository } = await new Scanner(tree).read();
  const sources = { paths: repository.paths, read: (path: string) => tree.read(path)?.text ?? null, isTest };
  return { blueprint, checks: repositoryChecks(repository, tree), sources };
}

/** What is proposed for a text in the bakery. */
export async function proposed(text: string, options: Partial<ProposeOptions> = {}, files = bakery): Promise<Proposal> {
  return propose({ text, issue: null, answers: {}, ...(await known(files)), ...options });
}
