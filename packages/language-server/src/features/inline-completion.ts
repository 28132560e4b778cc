import { InlineCompletionRequest, InlineCompletionTriggerKind, type InlineCompletionItem } from 'vscode-languageserver';
import { z } from 'zod';
import type { CompletionService } from '../completion/service.ts';
import { completionSettings } from '../completion/settings.ts';
import { completionChanged, completionDaysRequest, completionRejected } from '../protocol.ts';
import { signalOf, tell, type Feature } from '../session.ts';

const rejectedSchema = z.object({ uri: z.string() });

/** What a model suggests at the cursor; nothing until a person configured one. What it needs is loaded with the first file that is open. */
export const inlineCompletionFeature: Feature = {
  capabilities: { inlineCompletionProvider: true },
  start: (session) => {
    const { connection, uris, documents, workspace } = session;
    let settings = completionSettings(session.settings.given);
    let loading: Promise<CompletionService> | null = null;
    const service = (): Promise<CompletionService> =>
      (loading ??= import('../completion/service.ts').then((loaded) => {
        const made = new loaded.CompletionService(workspace, settings, (state) => tell(session, completionChanged, state));
        for (const path of documents.paths()) made.opened(path);
        return made;
      }));

    documents.onChange(({ path, before, after, changes }) => {
      if (before === null) void service().then((opened) => (opened.opened(path), opened.start()));
      else if (after === null) void loading?.then((opened) => opened.closed(path));
      else void loading?.then((opened) => opened.edited(path, before, after, changes));
    });
    session.onClose(() => void loading?.then((opened) => opened.close()));

    session.settings.onChange((given) => {
      settings = completionSettings(given);
      void loading?.then((opened) => (opened.settings = settings));
    });
    connection.onRequest(completionDaysRequest, async () => (await service()).days());
    connection.onNotification(completionRejected, (params: unknown) => {
      const uri = rejectedSchema.safeParse(params).data?.uri;
      const path = uri === undefined ? null : uris.pathOf(uri);
      if (path !== null) void loading?.then((opened) => opened.rejected(path, documents.get(path)?.getText() ?? ''));
    });
    connection.onRequest(
      InlineCompletionRequest.type,
      async ({ textDocument, position, context }, token): Promise<InlineCompletionItem[]> => {
        const path = uris.pathOf(textDocument.uri);
        const document = path === null ? undefined : documents.get(path);
        if (path === null || !document) return [];
        const wish = {
          path,
          text: document.getText(),
          offset: document.offsetAt(position),
          isAsked: context.triggerKind === InlineCompletionTriggerKind.Invoked,
        };
        const suggestion = await (await service()).complete(wish, signalOf(token));
        return suggestion ? [{ insertText: suggestion.text, range: { start: position, end: position } }] : [];
      },
    );
  },
};
