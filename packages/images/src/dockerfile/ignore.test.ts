import dockerIgnore from '@balena/dockerignore';
import { expect, it } from 'vitest';
import { filesIn } from '../files.ts';
import { dockerignoreFor } from './ignore.ts';

const texts = {
  '.env': 'KEY=1',
  'web/.env.production': '# where the tides are\nVITE_TIDES=https://tides.example\n',
  'api/.env.production': 'VITE_A=1\nSTRIPE_KEY=2\n',
  'certs/authority.pem': '-----BEGIN CERTIFICATE-----\n',
  'certs/quay.pem': '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n',
};
const ignored = dockerIgnore.default().add(dockerignoreFor(filesIn(texts)));

it.each([
  '.git/config',
  '.env',
  'api/.env',
  'api/.env.production',
  'a/node_modules/b.js',
  '.groundwork/local/state.json',
  'certs/quay.pem',
  'infra/prod.tfvars',
  'home/.ssh/id_rsa',
])('%s stays out of every image', (path) => {
  expect(ignored.ignores(path)).toBe(true);
});

it.each(['web/.env.production', 'certs/authority.pem', 'src/keys.py', 'package.json', '.npmrc', 'environment.yml'])(
  '%s is part of it',
  (path) => {
    expect(ignored.ignores(path)).toBe(false);
  },
);
