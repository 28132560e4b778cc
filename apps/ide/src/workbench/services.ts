import type { IEditorOverrideServices } from '@codingame/monaco-vscode-api';
import accessibility from '@codingame/monaco-vscode-accessibility-service-override';
import bulkEdit from '@codingame/monaco-vscode-bulk-edit-service-override';
import comments from '@codingame/monaco-vscode-comments-service-override';
import configuration from '@codingame/monaco-vscode-configuration-service-override';
import debug from '@codingame/monaco-vscode-debug-service-override';
import dialogs from '@codingame/monaco-vscode-dialogs-service-override';
import emmet from '@codingame/monaco-vscode-emmet-service-override';
import environment from '@codingame/monaco-vscode-environment-service-override';
import explorer from '@codingame/monaco-vscode-explorer-service-override';
import extensions from '@codingame/monaco-vscode-extensions-service-override';
import languages from '@codingame/monaco-vscode-languages-service-override';
import lifecycle from '@codingame/monaco-vscode-lifecycle-service-override';
import log from '@codingame/monaco-vscode-log-service-override';
import markers from '@codingame/monaco-vscode-markers-service-override';
import model from '@codingame/monaco-vscode-model-service-override';
import multiDiffEditor from '@codingame/monaco-vscode-multi-diff-editor-service-override';
import notifications from '@codingame/monaco-vscode-notifications-service-override';
import outline from '@codingame/monaco-vscode-outline-service-override';
import output from '@codingame/monaco-vscode-output-service-override';
import preferences from '@codingame/monaco-vscode-preferences-service-override';
import scm from '@codingame/monaco-vscode-scm-service-override';
import secretStorage from '@codingame/monaco-vscode-secret-storage-service-override';
import snippets from '@codingame/monaco-vscode-snippets-service-override';
import storage from '@codingame/monaco-vscode-storage-service-override';
import tasks from '@codingame/monaco-vscode-task-service-override';
import terminal from '@codingame/monaco-vscode-terminal-service-override';
import testing from '@codingame/monaco-vscode-testing-service-override';
import textMate from '@codingame/monaco-vscode-textmate-service-override';
import theme from '@codingame/monaco-vscode-theme-service-override';
import timeline from '@codingame/monaco-vscode-timeline-service-override';
import profile from '@codingame/monaco-vscode-user-data-profile-service-override';
import workbench from '@codingame/monaco-vscode-workbench-service-override';
import workingCopy from '@codingame/monaco-vscode-working-copy-service-override';
import 'vscode/localExtensionHost';
import { searchServices } from '../search/services.ts';
import { trustServices } from '../trust/services.ts';

/** What the workbench would remember of a person who had put aside what this shell has no use for. */
const rememberedAtFirst = {
  'workbench.activity.showAccounts': false,
  'workbench.statusbar.hidden': JSON.stringify(['status.workbench.keyboardLayout']),
};

/** The parts of the workbench that there are; what is not named here is not in the build. */
export function workbenchServices(): IEditorOverrideServices {
  return {
    ...log(),
    ...environment(),
    ...lifecycle(),
    ...storage({ fallbackOverride: rememberedAtFirst }),
    ...secretStorage(),
    ...profile(),
    ...configuration(),
    ...extensions({ enableWorkerExtensionHost: true }),
    ...model(),
    ...workingCopy(),
    ...trustServices(),
    ...workbench(),
    ...notifications(),
    ...dialogs(),
    ...accessibility(),
    ...theme(),
    ...textMate(),
    ...languages(),
    ...snippets(),
    ...emmet(),
    ...bulkEdit(),
    ...explorer(),
    ...searchServices(),
    ...preferences(),
    ...markers(),
    ...output(),
    ...outline(),
    ...timeline(),
    ...scm(),
    ...multiDiffEditor(),
    ...comments(),
    ...terminal(),
    ...tasks(),
    ...debug(),
    ...testing(),
  };
}
