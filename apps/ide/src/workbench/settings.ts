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
  // A person's own shell is no code of the folder; the folder's settings say nothing about it until the folder is trusted.
  'terminal.integrated.allowInUntrustedWorkspace': true,
  'task.allowAutomaticTasks': 'off',
  'workbench.editor.useModal': 'off',
  'files.exclude': { '**/.groundwork': true },
  // Sources of libraries: to be read.
  'files.readonlyInclude': { '**/.groundwork/**': true, '**/site-packages/**': true },
  // In a log, the line above that is indented less is no heading of what comes after.
  '[log]': { 'editor.stickyScroll.enabled': false },
  'files.hotExit': 'onExitAndWindowClose',
};
