const valid = new TextDecoder('utf8', { fatal: true, ignoreBOM: true });

/**
 * Paths as a window sees them, and as git has them. Names are bytes; those that are no UTF-8 are shown as git shows them, `caf\351`,
 * and known again when the window names them.
 */
export class Paths {
  readonly #bytes = new Map<string, Buffer>();

  shown(path: Buffer): string {
    try {
      return valid.decode(path);
    } catch {
      const shown = Array.from(path, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`)).join('');
      this.#bytes.set(shown, path);
      return shown;
    }
  }

  bytes(shown: string): Buffer {
    return this.#bytes.get(shown) ?? Buffer.from(shown);
  }

  /** For `--pathspec-from-file=- --pathspec-file-nul`. */
  list(paths: readonly string[]): Buffer {
    return Buffer.concat(paths.flatMap((path) => [this.bytes(path), Buffer.of(0)]));
  }
}
