/** Lists its queues: that every one of them is there. */
export async function sqsAnswers({ port, queues }: { readonly port: number; readonly queues: readonly string[] }): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/?Action=ListQueues`, { signal: AbortSignal.timeout(3000) });
    const text = await answer.text();
    return answer.ok && text.includes('<ListQueuesResponse') && queues.every((queue) => text.includes(`/${queue}</QueueUrl>`));
  } catch {
    return false;
  }
}
