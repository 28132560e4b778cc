import type { SessionUpdate } from '@agentclientprotocol/sdk';
import type { ModelMessage } from 'ai';

/** A conversation as a client was shown it: what `session/load` tells anew. */
export function* replay(messages: readonly ModelMessage[]): Generator<SessionUpdate> {
  for (const { role, content } of messages) {
    if (typeof content === 'string') {
      if (role !== 'system') yield said(role === 'user', content);
      continue;
    }
    for (const part of content) {
      if (part.type === 'text') yield said(role === 'user', part.text);
      else if (part.type === 'tool-call')
        yield { sessionUpdate: 'tool_call', toolCallId: part.toolCallId, title: part.toolName, rawInput: part.input, status: 'completed' };
      else if (part.type === 'tool-result' && part.output.type === 'text')
        yield {
          sessionUpdate: 'tool_call_update',
          toolCallId: part.toolCallId,
          content: [{ type: 'content', content: { type: 'text', text: part.output.value } }],
        };
    }
  }
}

const said = (isPerson: boolean, text: string): SessionUpdate => ({
  sessionUpdate: isPerson ? 'user_message_chunk' : 'agent_message_chunk',
  content: { type: 'text', text },
});
