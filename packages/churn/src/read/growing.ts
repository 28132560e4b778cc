/** Numbers that are appended one by one and read back as a typed array. */
export class Growing<T extends Int32Array | Uint8Array | Float64Array> {
  #values: T;
  #make: (size: number) => T;
  length = 0;

  /** `kept`: what was appended before; it stays as it is. */
  constructor(make: (size: number) => T, kept: T | null = null) {
    this.#make = make;
    this.#values = kept ?? make(64);
    this.length = kept?.length ?? 0;
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    this.#values[this.length++] = value;
  }

  #grow(): void {
    const larger = this.#make(Math.max(64, this.#values.length + (this.#values.length >> 1)));
    larger.set(this.#values);
    this.#values = larger;
  }

  /** What was appended so far. It may change with what is appended next. */
  view(): T {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a part of an array is of its kind
    return this.#values.subarray(0, this.length) as T;
  }

  /** What was appended, and starts again. */
  take(): T {
    const taken = this.#make(this.length);
    taken.set(this.#values.subarray(0, this.length));
    this.length = 0;
    if (this.#values.length > 1 << 16) this.#values = this.#make(64);
    return taken;
  }
}

export const growingInts = (kept: Int32Array | null = null): Growing<Int32Array> => new Growing((size) => new Int32Array(size), kept);
export const growingDoubles = (): Growing<Float64Array> => new Growing((size) => new Float64Array(size));
