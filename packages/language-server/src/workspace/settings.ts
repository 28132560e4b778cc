import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';

/** What a person set in their editor, as it comes: each feature takes its own out of it. */
export class Settings {
  readonly #listeners = new Set<(given: unknown) => void>();
  #given: unknown;

  constructor(given: unknown) {
    this.#given = given;
  }

  get given(): unknown {
    return this.#given;
  }

  follow(connection: Connection): void {
    connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }: { settings: unknown }) => {
      this.#given = settings;
      for (const listener of this.#listeners) listener(settings);
    });
  }

  onChange(listener: (given: unknown) => void): void {
    this.#listeners.add(listener);
  }
}
