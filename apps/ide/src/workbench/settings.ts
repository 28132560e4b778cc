/** Where the shell differs from what VS Code does by default. A person's own settings come after these. */
export const defaultSettings = {
  'window.title': '${dirty}${activeEditorShort}${separator}${rootName}${separator}${appName}',
  'window.autoDetectColorScheme': true,
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  // Trust is asked for when something is to run, not at the door.
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
  'task.allowAutomaticTasks': 'off',
  'workbench.editor.useModal': 'off',
  'files.exclude': { '**/.groundwork': true },
  // Sources of libraries: to be read.
  'files.readonlyInclude': { '**/.groundwork/**': true, '**/site-packages/**': true },
  'files.hotExit': 'onExitAndWindowClose',
};
