import { expect, test } from 'vitest';
import { memoryTree, scan } from '../index.ts';

const manifest = { 'package.json': '{ "name": "harbour", "scripts": { "start": "node main.js" }, "dependencies": { "express": "4", "pg": "8" } }' };

test('objects that are spread into themselves end', async () => {
  const blueprint = await scan(
    memoryTree('harbour', {
      ...manifest,
      'main.js': `
        const express = require('express');
        const { Pool } = require('pg');
        let quay = { host: process.env.QUAY_HOST };
        quay = { ...quay, ...quay.again, port: 5432 };
        new Pool({ host: quay.host, user: quay.nobody });
        express().listen(3000);
      `,
    }),
  );
  const variables = blueprint.services.flatMap((service) => service.env);
  expect(variables).toContainEqual(expect.objectContaining({ name: 'QUAY_HOST', binding: { resource: 'db', property: 'host', form: null } }));
});
