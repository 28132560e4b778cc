import type { ResourceType } from '@groundwork/blueprint';
import { join } from 'node:path';
import type { ServerRequest } from './provider.ts';

/** What a blueprint asks of a provider, with everything plain that a test does not care about. */
export function requestOf(name: string, type: ResourceType, home: string, fields: Partial<ServerRequest> = {}): ServerRequest {
  return {
    name,
    type,
    version: null,
    why: [],
    extensions: [],
    evidence: [],
    told: {
      conventionalPort: false,
      password: true,
      written: { hosts: [], port: null, user: null, database: null },
      languages: [],
      variables: [],
    },
    instance: '5f0c2a7e-harbour',
    project: 'harbour',
    data: join(home, name),
    port: 4000,
    extraPorts: {},
    password: 'tide',
    adminPassword: 'ebb',
    ...fields,
  };
}
