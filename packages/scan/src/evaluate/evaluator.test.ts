import { expect, test } from 'vitest';
import { memoryTree, scan } from '../index.ts';

const service = {
  'package.json': '{ "name": "harbour", "scripts": { "start": "node main.js" }, "dependencies": { "express": "4", "pg": "8" } }',
};

test('an object that is spread into itself ends', async () => {
  const blueprint = await scan(
    memoryTree('harbour', {
      ...service,
      'main.js': `
        const express = require('express');
        const { Pool } = require('pg');
        let options = { host: process.env.QUAY_HOST, database: 'quays' };
        options = { ...options, port: 5432 };
        const pool = new Pool({ ...options });
        const circle = {}; circle.self = { ...circle, ...circle.self };
        new Pool(circle.self);
        express().listen(3000);
      `,
    }),
  );
  const [harbour] = blueprint.services;
  expect(harbour?.env.find(({ name }) => name === 'QUAY_HOST')?.binding).toMatchObject({ property: 'host' });
});
