// A server of tools, as a client names it when a session begins.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

serveStdio(() => {
  const server = new McpServer({ name: 'bakery', version: '1.0.0' });
  server.registerTool(
    'count_loaves',
    {
      description: 'How many loaves of a kind there are',
      inputSchema: z.object({ kind: z.string() }),
      annotations: { readOnlyHint: true },
    },
    ({ kind }) => ({ content: [{ type: 'text', text: `There are 42 loaves of ${kind}.` }] }),
  );
  return server;
});
