type Settings = Readonly<Record<string, unknown>>;

/** What stands under a name with dots, `python.analysis`; everything for the empty name, `null` where there is nothing. */
export function settingsAt(settings: Settings, section: string): unknown {
  const names = section === '' ? [] : section.split('.');
  return names.reduce<unknown>((value, name) => (isSettings(value) && Object.hasOwn(value, name) ? value[name] : null), settings);
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null;
}
