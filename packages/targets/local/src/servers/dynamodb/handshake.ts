/** Lists its tables, as the SDKs would ask; the signature has to be there and is not looked at. */
export async function dynamodbAnswers({ port }: { readonly port: number }): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=groundwork/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0',
      },
      body: '{}',
      signal: AbortSignal.timeout(3000),
    });
    return answer.ok && (await answer.text()).includes('TableNames');
  } catch {
    return false;
  }
}
