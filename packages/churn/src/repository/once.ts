/** What is asked for the first time, whoever asks, and then known. */
export function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => (known ??= read());
}
