import type { Wire } from '../model/provider.ts';

/** The one model there is, as each wire lists them. */
export function modelsAnswer(wire: Wire, id: string): Response {
  if (wire === 'google') return Response.json({ models: [{ name: `models/${id}`, displayName: id }] });
  if (wire === 'anthropic') {
    const model = { type: 'model', id, display_name: id, created_at: '2024-01-01T00:00:00Z' };
    return Response.json({ data: [model], has_more: false, first_id: id, last_id: id });
  }
  return Response.json({ object: 'list', data: [{ id, object: 'model', created: 0, owned_by: 'groundwork' }] });
}

/** How long a prompt is, where the provider does not speak the wire in which it was asked. */
export const countAnswer = (wire: 'anthropic' | 'google', tokens: number): Response =>
  Response.json(wire === 'anthropic' ? { input_tokens: tokens } : { totalTokens: tokens });
