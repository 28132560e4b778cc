import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentHost } from '@groundwork/host';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerQuestion } from './answer.ts';

let folder: string;
const file = () => join(folder, 'groundwork.yaml');
const answer = (id: string, value: string) => answerQuestion(folder, id, value, { host: silentHost });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('answerQuestion', () => {
  it('keeps comments, order and the rest of the file', async () => {
    writeFileSync(
      file(),
      '# decided in May\nname: bakery   # not "shop"\n\nanswers:\n  oven.start: serve # for now\n\nignore:\n  - docs\n',
    );
    await answer('oven.start', 'bake --all');
    expect(readFileSync(file(), 'utf8')).toBe(
      '# decided in May\nname: bakery # not "shop"\n\nanswers:\n  oven.start: bake --all # for now\n\nignore:\n  - docs\n',
    );
  });

  it.each([
    ['4', 4],
    ['true', true],
    ['007', '007'],
    ['1e3', '1e3'],
    ['', ''],
    ['no', 'no'],
    ['a: b # c', 'a: b # c'],
  ])('writes %j so that it is read back as %j', async (text, value) => {
    writeFileSync(file(), 'answers: { oven.start: x }\n');
    expect((await answer('oven.start', text)).value).toBe(value);
    expect((await answer('oven.start', text)).value).toBe(value);
    expect(readFileSync(file(), 'utf8')).toContain('oven.start:');
  });

  it('leaves nothing beside the file', async () => {
    writeFileSync(file(), 'answers:\n  oven.start: x\n');
    await answer('oven.start', 'y');
    expect(readdirSync(folder)).toEqual(['groundwork.yaml']);
  });

  it('takes only what answers the question, and says what would', async () => {
    writeFileSync(join(folder, 'requirements.txt'), 'fastapi\nuvicorn\nsqlalchemy\npsycopg2\nmysqlclient\n');
    writeFileSync(
      join(folder, 'main.py'),
      'import os\nfrom fastapi import FastAPI\nfrom sqlalchemy import create_engine\napp = FastAPI()\nengine = create_engine(os.environ["ORDERS"])\n',
    );
    await expect(answer('db.type', 'mongodb')).rejects.toMatchObject({
      code: 'answer.not_possible',
      exit: 2,
      fix: 'Use one of: postgres, mysql',
    });
    expect(readdirSync(folder)).toEqual(['main.py', 'requirements.txt']);
    expect((await answer('db.type', 'mysql')).question).toMatchObject({ id: 'db.type', default: 'postgres' });
    expect(readFileSync(file(), 'utf8')).toContain('db.type: mysql');
  });

  it('changes nothing when nobody asked', async () => {
    await expect(answer('oven.start', 'y')).rejects.toMatchObject({ code: 'answer.unknown_question', exit: 2 });
    expect(readdirSync(folder)).toEqual([]);
  });
});
