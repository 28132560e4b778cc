import type { Finding } from '@groundwork/check';
import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type Command,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import { z } from 'zod';
import { commands } from '../protocol.ts';
import type { Feature, Session } from '../session.ts';
import { label } from '../text/markdown.ts';
import { rangeOfFinding } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/workspace.ts';
import { allowEdit } from '../fixes/allow.ts';
import { editOf } from '../fixes/edit.ts';
import type { Refactoring } from '../refactorings/asked.ts';
import { documentFixes } from '../tickets/fixes.ts';
import { refactoringsAt } from '../refactorings/refactorings.ts';

/** Where boilerplate was offered: what an editor gives back when somebody chose it. */
const offeredSchema = z.object({ path: z.string(), line: z.int(), id: z.string() });
type Offered = z.infer<typeof offeredSchema>;

/** What one can do about a problem: mend it, say that it is meant, give what is missing, answer what is open. */
export const codeActionsFeature: Feature = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite], resolveProvider: true },
  },
  start: (session) => {
    session.connection.onCodeAction(async ({ textDocument, range, context }): Promise<CodeAction[]> => {
      const path = session.uris.pathOf(textDocument.uri);
      const { only, diagnostics } = context;
      const isAsked = (kind: CodeActionKind): boolean => !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));
      if (path === null) return [];
      const written = isAsked(CodeActionKind.RefactorRewrite) ? await boilerplateAt(path, range, session) : [];
      if (!isAsked(CodeActionKind.QuickFix)) return written;
      const snapshot = await session.workspace.checked();
      const findings = snapshot.findings.filter((finding) => finding.file === path && isTouched(rangeOfFinding(finding.range), range));
      return [
        ...documentFixes(path, textDocument.uri, session.workspace.text(path) ?? '', range, diagnostics),
        ...findings.flatMap((finding) => actionsFor(finding, session, diagnostics)),
        ...(session.client.knowsCommands ? commandsAt(path, range, session, snapshot) : []).map((command) => ({
          title: command.title,
          kind: CodeActionKind.QuickFix,
          command,
        })),
        ...written,
      ];
    });
    session.connection.onCodeActionResolve(async (action): Promise<CodeAction | ResponseError> => {
      const { data: offered } = offeredSchema.safeParse(action.data);
      if (!offered) return action;
      const chosen = (await refactoringsIn(offered.path, offered.line, session)).find(({ id }) => id === offered.id);
      if (!chosen) return new ResponseError(LSPErrorCodes.ContentModified, 'The file has become another one. Ask again');
      return { ...action, edit: editOf(await chosen.edits(), session) };
    });
  },
};

/** What follows from the blueprint and somebody would have to write by hand. */
async function boilerplateAt(path: string, { start }: Range, session: Session): Promise<CodeAction[]> {
  const found = await refactoringsIn(path, start.line, session);
  const action = async ({ id, title, edits }: Refactoring): Promise<CodeAction> => {
    const made = { title, kind: CodeActionKind.RefactorRewrite };
    if (!session.client.resolvesEdits) return { ...made, edit: editOf(await edits(), session) };
    return { ...made, data: { path, line: start.line, id } satisfies Offered };
  };
  return await Promise.all(found.map(action));
}

async function refactoringsIn(path: string, line: number, { workspace }: Session): Promise<readonly Refactoring[]> {
  const text = workspace.text(path);
  if (text === null) return [];
  const { blueprint } = await workspace.read();
  const read = (file: string): string | null => workspace.text(file);
  return refactoringsAt(blueprint, { path, line, text, read }, workspace.tree);
}

const isTouched = (a: Range, b: Range): boolean => a.start.line <= b.end.line && b.start.line <= a.end.line;

function actionsFor(finding: Finding, session: Session, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const about = diagnostics.filter(({ source, code, range }) => {
    const { start } = rangeOfFinding(finding.range);
    return source === 'groundwork' && code === finding.rule && range.start.line === start.line && range.start.character === start.character;
  });
  const kind = CodeActionKind.QuickFix;
  const allow = allowEdit(finding, session);
  const actions: CodeAction[] = [];
  if (finding.fix)
    actions.push({ title: finding.fix.title, kind, diagnostics: about, isPreferred: true, edit: editOf(finding.fix.edits, session) });
  if (allow) actions.push({ title: allow.title, kind, diagnostics: about, edit: editOf(allow.edits, session) });
  return actions;
}

/** What is asked of a person on these lines. */
function commandsAt(path: string, { start, end }: Range, session: Session, { places }: Snapshot): Command[] {
  const here = (places.get(path) ?? []).filter(({ line }) => start.line <= line - 1 && line - 1 <= end.line);
  const { given } = session.live.now.kept;
  const asked = here.flatMap((place) => {
    const isAsked = place.kind === 'variable' && place.variable.source === 'ask' && !given.has(place.variable.name);
    return isAsked ? [place.variable.name] : [];
  });
  const secrets = [...new Set(asked)].map((name) => ({
    title: `Set ${label(name)} for this folder`,
    command: commands.setSecret,
    arguments: [{ name }],
  }));
  const questions = here.flatMap((place) =>
    place.kind === 'question'
      ? [{ title: `Answer: ${label(place.question.ask)}`, command: commands.answerQuestion, arguments: [{ id: place.question.id }] }]
      : [],
  );
  return [...secrets, ...questions];
}
