import { currentState, readLogs } from '@groundwork/toolkit';
import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import { blueprintOf } from '../environment/blueprint.ts';
import type { Desk } from './tool.ts';

/** Of one log, as a resource. */
const mostLines = 500;

/** What clients let a person attach to a conversation. */
export function addResources(server: McpServer, { workspace, mask }: Desk): void {
  const { dir, signal } = workspace;
  server.registerResource(
    'blueprint',
    'groundwork://blueprint',
    { title: 'Blueprint', description: 'All this repository needs, with the evidence', mimeType: 'application/json' },
    async ({ href: uri }) => {
      const text = mask(JSON.stringify(await blueprintOf(workspace).read(), null, 2));
      return { contents: [{ uri, mimeType: 'application/json', text }] };
    },
  );
  const list = () => {
    const { services = [], resources = [] } = currentState(dir, 'local') ?? {};
    const names = [...services, ...resources].filter(({ log }) => log !== null).map(({ name }) => name);
    return {
      resources: names.map((name) => ({
        uri: `groundwork://logs/${encodeURIComponent(name)}`,
        name: `logs/${name}`,
        title: `Log of ${name}`,
        mimeType: 'text/plain',
      })),
    };
  };
  server.registerResource(
    'logs',
    new ResourceTemplate('groundwork://logs/{name}', { list }),
    { title: 'Logs', description: `The last ${mostLines} lines of a service or resource`, mimeType: 'text/plain' },
    async ({ href: uri }, { name }) => {
      const lines: string[] = [];
      const asked = { name: decodeURIComponent(String(name)), lines: mostLines, follow: false, signal };
      for await (const { text } of readLogs(dir, asked)) lines.push(mask(text));
      return { contents: [{ uri, mimeType: 'text/plain', text: lines.join('\n') }] };
    },
  );
}
