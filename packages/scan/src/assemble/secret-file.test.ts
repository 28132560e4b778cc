import { expect, it } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const bound = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  const { services } = await scan(memoryTree('library', files));
  return services.flatMap(({ env }) =>
    env.flatMap(({ name, binding }) => (binding ? [`${name} ${binding.property} ${binding.form ?? 'plain'}`] : [])),
  );
};

const node = (password: string) => ({
  'package.json': JSON.stringify({
    name: 'library',
    scripts: { start: 'node index.js' },
    dependencies: { express: '5.0.0', mysql2: '3.0.0' },
  }),
  'index.js': `const fs = require('fs');
const readText = (file) => fs.readFileSync(file).toString('utf8');
const express = require('express');
const mysql = require('mysql2');
mysql.createConnection({ host: process.env.SHELVES, password: ${password} });
express().listen(process.env.PORT);
`,
});

const python = (password: string) => ({
  'requirements.txt': 'flask\nPyMySQL\n',
  'app.py': `import os
import pymysql
from flask import Flask
app = Flask(__name__)
pymysql.connect(host=os.environ["SHELVES"], password=${password})
if __name__ == "__main__":
    app.run()
`,
});

it.each([
  ['a function of the file system', node("fs.readFileSync(process.env.KEY, 'utf8').trim()")],
  ['a function of its own', node('process.env.KEY ? readText(process.env.KEY) : null')],
  ['Python', python('open(os.environ["KEY"]).read()')],
])('a variable whose file is read by %s names a file', async (_idea, files) => {
  expect(await bound(files)).toEqual(['KEY password secret-file', 'SHELVES host plain']);
});

it('a variable that is used as it is names none', async () => {
  expect(await bound(node('process.env.KEY'))).toEqual(['KEY password plain', 'SHELVES host plain']);
});
