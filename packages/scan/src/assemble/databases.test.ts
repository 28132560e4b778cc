import { expect, it } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const databaseIn = async (connect: string): Promise<string | undefined> => {
  const { services } = await scan(
    memoryTree('library', {
      'package.json': JSON.stringify({
        name: 'library',
        scripts: { start: 'node index.js' },
        dependencies: { express: '5.0.0', mysql2: '3.0.0' },
      }),
      'index.js': `const express = require('express');\nconst mysql = require('mysql2');\n${connect}\nexpress().listen(process.env.PORT);\n`,
    }),
  );
  return services[0]?.uses[0]?.written?.database ?? undefined;
};

it.each([
  ['beside a host that is told', "mysql.createConnection({ host: process.env.SHELVES, database: 'loans' });", 'loans'],
  [
    'in a URL of which a part is told',
    'mysql.createConnection(`mysql://root:${process.env.KEY}@${process.env.SHELVES}:3306/loans`);',
    'loans',
  ],
  ['nowhere', 'mysql.createConnection({ host: process.env.SHELVES });', undefined],
  [
    'only where a variable is not set',
    "mysql.createConnection({ host: process.env.SHELVES, database: process.env.NAME || 'loans' });",
    undefined,
  ],
  ['in the default of a URL', "mysql.createConnection(process.env.SHELVES || 'mysql://root@localhost/loans');", undefined],
])('the name of a database that is written %s', async (_idea, connect, name) => {
  expect(await databaseIn(connect)).toBe(name);
});
