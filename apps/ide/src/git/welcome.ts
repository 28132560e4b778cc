import { ContextKeyExpr } from '@codingame/monaco-vscode-api/vscode/vs/platform/contextkey/common/contextkey';
import { Registry } from '@codingame/monaco-vscode-api/vscode/vs/platform/registry/common/platform';
import { Extensions, type IViewsRegistry } from '@codingame/monaco-vscode-api/vscode/vs/workbench/common/views';

/** What the source control view offers where there is no repository. The extension point for it is not in the build that is used here. */
export function registerWelcome(): void {
  const when = ContextKeyExpr.and(ContextKeyExpr.equals('git.state', 'initialized'), ContextKeyExpr.equals('gitOpenRepositoryCount', 0));
  Registry.as<IViewsRegistry>(Extensions.ViewsRegistry).registerViewWelcomeContent('workbench.scm', {
    content: 'This folder is in no git repository.\n[Initialize Repository](command:git.init)',
    when: when ?? 'default',
  });
}
