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
  'files.hotExit': 'onExitAndWindowClose',
};
