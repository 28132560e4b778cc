/** Tika says its version; it has loaded its parsers by then. */
export async function tikaAnswers({ port }: { readonly port: number }): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(3000) });
    return answer.ok && (await answer.text()).includes('Tika');
  } catch {
    return false;
  }
}
