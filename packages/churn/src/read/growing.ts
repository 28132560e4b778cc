/** Numbers that are appended one by one and read back as a typed array. */
export class Growing<T extends Int32Array | Uint8Array | Float64Array> {
  #values: T;
  #make: (size: number) => T;
  length = 0;

  constructor(make: (size: number) => T) {
    this.#make = make;
    this.#values = make(64);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    this.#values[this.length++] = value;
  }

  #grow(): void {
    const larger = this.#make(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
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

export const growingInts = (): Growing<Int32Array> => new Growing((size) => new Int32Array(size));
export const growingDoubles = (): Growing<Float64Array> => new Growing((size) => new Float64Array(size));
