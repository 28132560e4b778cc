import { getService, ICodeEditorService, IQuickDiffModelService } from '@codingame/monaco-vscode-api';
import type { IDisposable, IReference } from '@codingame/monaco-vscode-api/vscode/vs/base/common/lifecycle';
import { MouseTargetType } from '@codingame/monaco-vscode-api/vscode/vs/editor/browser/editorBrowser';
import { EditorType } from '@codingame/monaco-vscode-api/vscode/vs/editor/common/editorCommon';
import type { IPosition } from '@codingame/monaco-vscode-api/vscode/vs/editor/common/core/position';
import type { IRange } from '@codingame/monaco-vscode-api/vscode/vs/editor/common/core/range';
import { MinimapPosition, OverviewRulerLane, type IModelDeltaDecoration } from '@codingame/monaco-vscode-api/vscode/vs/editor/common/model';
import { themeColorFromId } from '@codingame/monaco-vscode-api/vscode/vs/platform/theme/common/themeService';
import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import type * as vscode from 'vscode';
import { differenceAt, differenceOf, nextDifference, undoing, type Difference } from './differences.ts';
import './gutter.css';

type QuickDiff = NonNullable<ReturnType<IQuickDiffModelService['createQuickDiffModelReference']>>['object'];

/** What is used of a text and of an editor: their own types are declared in a package that is not here. */
interface Text {
  readonly uri: { readonly scheme: string; toString(): string };
  getLineCount(): number;
  getLineMaxColumn(line: number): number;
}

interface Editor {
  getEditorType(): string;
  getModel(): Text | null;
  getPosition(): IPosition | null;
  setPosition(position: IPosition): void;
  revealPositionInCenterIfOutsideViewport(position: IPosition): void;
  getSelections(): readonly IRange[] | null;
  createDecorationsCollection(): { set(decorations: readonly IModelDeltaDecoration[]): unknown };
  executeEdits(source: string, edits: readonly { readonly range: IRange; readonly text: string }[]): unknown;
  pushUndoStop(): unknown;
  onDidChangeModel(listener: () => void): IDisposable;
  onDidDispose(listener: () => void): IDisposable;
  onMouseDown(
    listener: (event: { readonly target: { readonly type: MouseTargetType; readonly element: Element | null } }) => void,
  ): IDisposable;
}

const drawn = 'git-gutter';

/**
 * Marks beside the lines that were changed since they were staged, and the ways along them. The workbench computes the differences;
 * what draws them is not in the build of it that is used here.
 */
export async function startGutter(api: typeof vscode): Promise<void> {
  const [editors, models] = await Promise.all([getService(ICodeEditorService), getService(IQuickDiffModelService)]);
  const marked = new Map<Editor, Marked>();
  const add = (editor: Editor): void => {
    if (editor.getEditorType() !== EditorType.ICodeEditor || marked.has(editor)) return;
    marked.set(editor, new Marked(editor, models, api));
    editor.onDidDispose(() => {
      marked.get(editor)?.dispose();
      marked.delete(editor);
    });
  };
  editors.onCodeEditorAdd(add);
  for (const editor of editors.listCodeEditors()) add(editor);

  const here = (): Marked | undefined => {
    const editor = editors.getFocusedCodeEditor() ?? editors.getActiveCodeEditor();
    return editor ? marked.get(editor) : undefined;
  };
  api.commands.registerCommand('workbench.action.editor.nextChange', () => here()?.go(1));
  api.commands.registerCommand('workbench.action.editor.previousChange', () => here()?.go(-1));
  api.commands.registerCommand('git.revertSelectedRanges', () => here()?.revert());
}

/** One editor with its marks. */
class Marked {
  readonly #editor: Editor;
  readonly #models: IQuickDiffModelService;
  readonly #decorations: ReturnType<Editor['createDecorationsCollection']>;
  #model: IReference<QuickDiff> | undefined;
  #listening: IDisposable | undefined;
  #differences: readonly Difference[] = [];

  constructor(editor: Editor, models: IQuickDiffModelService, api: typeof vscode) {
    this.#editor = editor;
    this.#models = models;
    this.#decorations = editor.createDecorationsCollection();
    editor.onDidChangeModel(() => this.#follow());
    editor.onMouseDown(({ target }) => {
      const onMark = target.type === MouseTargetType.GUTTER_LINE_DECORATIONS && target.element?.classList.contains(drawn);
      const uri = editor.getModel()?.uri;
      if (onMark && uri) void api.commands.executeCommand('git.openChange', api.Uri.parse(uri.toString()));
    });
    this.#follow();
  }

  go(direction: 1 | -1): void {
    const line = this.#editor.getPosition()?.lineNumber ?? 1;
    const next = nextDifference(this.#differences, line, direction);
    if (!next) return;
    const position = { lineNumber: Math.max(1, next.from), column: 1 };
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
  }

  /** Brings back the lines of the differences the selections are in. */
  revert(): void {
    const [original] = this.#model?.object.originalTextModels ?? [];
    const text = this.#editor.getModel();
    if (!original || !text) return;
    const lines = this.#editor
      .getSelections()
      ?.flatMap(({ startLineNumber, endLineNumber }) =>
        Array.from({ length: endLineNumber - startLineNumber + 1 }, (_, at) => startLineNumber + at),
      );
    const chosen = new Set(lines?.flatMap((line) => differenceAt(this.#differences, line) ?? []));
    const edits = [...chosen].map((difference) => {
      const { start, end, lines: before } = undoing(difference, original.getLinesContent());
      const last = text.getLineCount();
      // Lines at the end of a text have no break behind them to take away.
      const atEnd = end > last;
      const range = atEnd
        ? {
            startLineNumber: Math.max(1, start - 1),
            startColumn: start > 1 ? text.getLineMaxColumn(start - 1) : 1,
            endLineNumber: last,
            endColumn: text.getLineMaxColumn(last),
          }
        : { startLineNumber: start, startColumn: 1, endLineNumber: end, endColumn: 1 };
      const put = atEnd ? before.map((line, at) => (at === 0 && start === 1 ? line : `\n${line}`)) : before.map((line) => `${line}\n`);
      return { range, text: put.join('') };
    });
    this.#editor.pushUndoStop();
    this.#editor.executeEdits('git', edits);
    this.#editor.pushUndoStop();
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#model?.dispose();
    this.#model = undefined;
  }

  #follow(): void {
    this.dispose();
    this.#show([]);
    const uri = this.#editor.getModel()?.uri;
    if (uri?.scheme !== 'file') return;
    this.#model = this.#models.createQuickDiffModelReference(URI.parse(uri.toString()));
    const quickDiff = this.#model?.object;
    if (!quickDiff) return;
    this.#show(quickDiff.changes.map(({ change }) => differenceOf(change)));
    this.#listening = quickDiff.onDidChange(({ changes }) => this.#show(changes.map(({ change }) => differenceOf(change))));
  }

  #show(differences: readonly Difference[]): void {
    this.#differences = differences;
    this.#decorations.set(differences.map(decorationOf));
  }
}

function decorationOf({ kind, from, to }: Difference): IModelDeltaDecoration {
  const color = themeColorFromId(`editorGutter.${kind}Background`);
  const start = Math.max(1, from);
  return {
    range: { startLineNumber: start, startColumn: 1, endLineNumber: Math.max(1, to), endColumn: 1 },
    options: {
      description: 'git-gutter',
      isWholeLine: true,
      linesDecorationsClassName: `${drawn} ${drawn}-${kind}`,
      overviewRuler: { color, position: OverviewRulerLane.Left },
      minimap: { color, position: MinimapPosition.Gutter },
    },
  };
}
