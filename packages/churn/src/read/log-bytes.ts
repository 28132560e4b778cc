/** Bytes that arrive in pieces. `at` is where reading stands; what lies before `keep` may be dropped. */
export class LogBytes {
  bytes: Buffer = Buffer.allocUnsafe(1 << 18);
  at = 0;
  end = 0;
  /** No more will come. */
  ended = false;
  /** The last newline among them, -1 if none: a line that starts before it is whole. */
  lastNewline = -1;

  /** Takes over a copy. Returns by how much everything moved towards the front. */
  add(piece: Uint8Array, keep: number): number {
    const left = this.end - keep;
    const bytes = left + piece.length > this.bytes.length ? Buffer.allocUnsafe((left + piece.length) * 2) : this.bytes;
    this.bytes.copy(bytes, 0, keep, this.end);
    bytes.set(piece, left);
    this.bytes = bytes;
    this.at -= keep;
    this.end = left + piece.length;
    const newline = piece.lastIndexOf(10);
    this.lastNewline = newline >= 0 ? left + newline : this.lastNewline - keep;
    return keep;
  }

  /** Where the first such byte stands from `at` on, or -1. */
  find(byte: number, from: number = this.at): number {
    const found = this.bytes.indexOf(byte, from);
    return found >= 0 && found < this.end ? found : -1;
  }

  startsWith(text: string): boolean {
    for (let index = 0; index < text.length; index++) if (this.bytes[this.at + index] !== text.charCodeAt(index)) return false;
    return this.at + text.length <= this.end;
  }
}
