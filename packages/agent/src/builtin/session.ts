import {
  methods,
  RequestError,
  type AgentContext,
  type PromptResponse,
  type RequestPermissionResponse,
  type SessionUpdate,
} from '@agentclientprotocol/sdk';
import type { LanguageModel } from 'ai';
import type { Call, Place } from './call.ts';
import type { Mode } from './mode.ts';
import type { Conversation } from './store.ts';
import { runTurn } from './turn.ts';

export interface Session {
  mode: Mode;
  prompt(text: string, signal: AbortSignal): Promise<PromptResponse>;
  cancel(): void;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly id: string;
  readonly place: Place;
  readonly conversation: Conversation;
  readonly model: LanguageModel;
  readonly longestContext: number;
  readonly client: AgentContext;
}

export function createSession({ id, place, conversation, model, longestContext, client }: SessionOptions): Session {
  let underway: { readonly stop: AbortController; readonly ended: Promise<unknown> } | null = null;
  /** Tools the person allowed for the whole session. */
  const allowed = new Set<string>();
  const show = (update: SessionUpdate): Promise<void> => client.notify(methods.client.session.update, { sessionId: id, update });

  const permit = async (toolCallId: string, name: string, { title, kind, locations, content }: Call, signal: AbortSignal) => {
    if (allowed.has(name)) return true;
    const asked: Promise<RequestPermissionResponse> = client.request(methods.client.session.requestPermission, {
      sessionId: id,
      toolCall: { toolCallId, title, kind, locations, content },
      options: [
        { optionId: 'once', name: 'Allow', kind: 'allow_once' },
        { optionId: 'always', name: 'Allow until the session ends', kind: 'allow_always' },
        { optionId: 'no', name: 'Do not allow', kind: 'reject_once' },
      ],
    });
    // A client that is told to cancel has to answer, and one that does not is not waited for.
    const { outcome } = await Promise.race([asked, cancelled(signal)]);
    const option = outcome.outcome === 'selected' ? outcome.optionId : 'no';
    if (option === 'always') allowed.add(name);
    return option === 'once' || option === 'always';
  };

  const session: Session = {
    mode: 'ask',
    prompt: async (text, signal) => {
      if (underway !== null) throw RequestError.invalidRequest({ sessionId: id }, 'a turn is underway: cancel it first');
      const stop = new AbortController();
      const both = AbortSignal.any([stop.signal, signal]);
      conversation.add({ role: 'user', content: text });
      const turn = runTurn({
        model,
        place,
        mode: () => session.mode,
        messages: () => conversation.messages,
        add: conversation.add,
        longestContext,
        signal: both,
        show,
        permit: (toolCallId, name, call) => permit(toolCallId, name, call, both),
      });
      underway = { stop, ended: turn.catch(() => {}) };
      try {
        const { stop: stopReason, reason } = await turn;
        return { stopReason, ...(reason === null ? {} : { _meta: { 'groundwork.reason': reason } }) };
      } catch (error) {
        if (both.aborted) return { stopReason: 'cancelled' };
        throw RequestError.internalError(undefined, error instanceof Error ? error.message : String(error));
      } finally {
        underway = null;
      }
    },
    cancel: () => underway?.stop.abort(),
    close: async () => {
      underway?.stop.abort();
      await underway?.ended;
      await place.mcp.close();
    },
  };
  return session;
}

function cancelled(signal: AbortSignal): Promise<RequestPermissionResponse> {
  return new Promise((done) => {
    const end = (): void => done({ outcome: { outcome: 'cancelled' } });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
