import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** How the tasks that are run by themselves end, by the family of their definition. */
export type TaskEnds = (family: string) => { readonly exit: number; readonly said: readonly string[] };

/** What happens to a request before it gets through. */
export type Meddle = (what: {
  readonly target: string;
  readonly body: string;
}) => { readonly status: number; readonly body: string } | null;

export interface Front {
  readonly endpoint: string;
  stop(): void;
}

/**
 * Stands in front of the emulator and is it, except for what that cannot do without a container engine: a task that is run by itself
 * comes to an end here, with the code it is given. And it can refuse, as AWS does on a bad day.
 */
export async function startFront(behind: string, options: { readonly ends: TaskEnds; readonly meddle: Meddle }): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await whole(incoming);
    const target = String(incoming.headers['x-amz-target'] ?? '') || `${incoming.method} ${incoming.url}`;
    const refused = options.meddle({ target, body: body.toString() });
    if (refused) {
      outgoing.writeHead(refused.status, { 'content-type': 'application/x-amz-json-1.1' }).end(refused.body);
      return;
    }
    const back = request(`${behind}${incoming.url ?? '/'}`, { method: incoming.method, headers: incoming.headers });
    back.on('error', () => outgoing.destroy());
    back.on('response', (response) => {
      void whole(response).then((text) => {
        const ended = target.endsWith('.DescribeTasks') && response.statusCode === 200 ? Buffer.from(withEnds(text.toString())) : text;
        const headers = { ...response.headers };
        // A changed answer has another length.
        if (ended !== text) headers['content-length'] = String(ended.length);
        outgoing.writeHead(response.statusCode ?? 500, headers).end(ended);
      });
    });
    back.end(body);
  }

  function withEnds(text: string): string {
    const parsed: { tasks?: { taskDefinitionArn: string; startedBy: string; containers: object[] }[] } = JSON.parse(text);
    const tasks = (parsed.tasks ?? []).map((task) => {
      if (task.startedBy !== 'groundwork') return task;
      const family = task.taskDefinitionArn.split('/').at(-1)?.split(':')[0] ?? '';
      const { exit } = options.ends(family);
      return {
        ...task,
        lastStatus: 'STOPPED',
        stoppedReason: 'Essential container in task exited',
        containers: task.containers.map((container) => ({ ...container, lastStatus: 'STOPPED', exitCode: exit })),
      };
    });
    return JSON.stringify({ ...parsed, tasks });
  }
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
