import { Client, type CallToolResult, type Progress } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** A folder with a home of its own, and an assistant that has its tools. */
export interface Assistant {
  readonly client: Client;
  readonly dir: string;
  /** What a tool gives; throws what it says went wrong. */
  call(name: string, input?: Record<string, unknown>, options?: CallOptions): Promise<Record<string, unknown>>;
  /** The same as it comes. */
  ask(name: string, input?: Record<string, unknown>, options?: CallOptions): Promise<CallToolResult>;
  close(): Promise<void>;
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: Progress) => void;
}

export async function openAssistant(files: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Assistant> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  const dir = join(home, 'library');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const client = new Client({ name: 'assistant', version: '1.0.0' });
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: join(home, 'state') };
  const args = ['--conditions=groundwork-source', program, dir, ...flags];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, cwd: home, stderr: 'inherit' }));
  const ask: Assistant['ask'] = (name, input = {}, options = {}) =>
    client.callTool({ name, arguments: input }, { timeout: 120_000, ...options });
  return {
    client,
    dir,
    ask,
    call: async (name, input, options) => {
      const { isError, content, structuredContent } = await ask(name, input, options);
      const said = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
      if (isError) throw new Error(said);
      if (typeof structuredContent !== 'object' || structuredContent === null) throw new Error(`${name} gave no structured content`);
      return { ...structuredContent };
    },
    close: async () => {
      await client.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
