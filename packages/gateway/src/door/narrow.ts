import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import type { Body } from './body.ts';
import type { Route } from './route.ts';

/**
 * What is taken out of a request before it leaves: by it a client could have the provider reach the network for it (and so tell
 * somebody what it read here), choose another model after all, or be billed for more than tokens. `undefined` is taken out.
 */
export function narrowed(route: Route, body: Body): Readonly<Record<string, unknown>> {
  const wire = 'wire' in route ? route.wire : null;
  refuseRemote(wire === 'google' ? body['contents'] : wire === 'openai-responses' ? body['input'] : [body['messages'], body['system']]);
  const left = wire === 'openai-responses' ? [...dearer, ...elsewhere] : dearer;
  const members = Object.fromEntries(left.filter((name) => body[name] !== undefined).map((name) => [name, undefined]));
  const { tools } = body;
  if (!Array.isArray(tools)) return members;
  const kept = tools.flatMap((tool: unknown) => keptOf(wire, tool));
  if (kept.length === tools.length && kept.every((tool, index) => tool === tools[index])) return members;
  return { ...members, tools: kept.length === 0 ? undefined : kept };
}

/** Members of any wire. */
const dearer = [
  // Paid by other rates: OpenAI, Anthropic, Groq.
  'service_tier',
  'speed',
  // Servers that the provider asks, machines it runs code on: Anthropic, OpenAI.
  'mcp_servers',
  'container',
  // Searches: OpenAI, xAI, OpenRouter.
  'web_search_options',
  'search_parameters',
  'plugins',
  // Other models in place of the one of the grant: OpenRouter.
  'models',
  'route',
  'provider',
] as const;

/** Goes on after its client and its grant are gone, or is kept and put together at OpenAI. */
const elsewhere = ['background', 'prompt', 'conversation'] as const;

const typed = z.looseObject({ type: z.string().nullish() });
const declared = z.looseObject({ functionDeclarations: z.array(z.unknown()) });

/** Those that the client runs itself, by their type: of the provider's own, these only describe. */
const clientTools = {
  'openai-chat': /^(function|custom)$/,
  'openai-responses': /^(function|custom|namespace|tool_search|local_shell|apply_patch|computer(_\w+)?)$/,
  anthropic: /^(custom|(bash|text_editor|computer|memory|tool_search_tool)_\w+)$/,
} as const;

function keptOf(wire: 'openai-chat' | 'openai-responses' | 'anthropic' | 'google' | null, tool: unknown): readonly unknown[] {
  if (wire === 'google') {
    const { functionDeclarations } = declared.safeParse(tool).data ?? {};
    if (functionDeclarations === undefined) return [];
    const others = Object.keys(declared.parse(tool)).length > 1;
    return [others ? { functionDeclarations } : tool];
  }
  const type = typed.safeParse(tool).data?.type ?? 'custom';
  return clientTools[wire ?? 'openai-chat'].test(type) ? [tool] : [];
}

const remote = z.union([
  z
    .looseObject({ image_url: z.union([z.string(), z.looseObject({ url: z.string() }).transform(({ url }) => url)]) })
    .transform((one) => one.image_url),
  z.looseObject({ file_url: z.string() }).transform((one) => one.file_url),
  z.looseObject({ fileUri: z.string() }).transform((one) => one.fileUri),
  z.looseObject({ type: z.literal('url'), url: z.string() }).transform((one) => one.url),
]);
/** Where a tool's own words are, in which an address is an address. */
const ofTools = new Set(['args', 'arguments', 'response', 'functionCall', 'tool_calls']);

/** Throws where a provider would have to fetch something: the address could carry what was read here out of a jail. */
function refuseRemote(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(refuseRemote);
  if (typeof value !== 'object' || value === null) return;
  const address = remote.safeParse(value).data;
  if (address !== undefined && !address.startsWith('data:'))
    throw new GatewayError(400, {
      code: 'gateway.remote_content',
      message: 'The request has a file by its address, which the provider would have to fetch.',
      fix: 'Put the file itself into the request.',
    });
  if ('type' in value && value.type === 'tool_use') return;
  for (const [name, one] of Object.entries(value)) if (typeof one === 'object' && !ofTools.has(name)) refuseRemote(one);
}
