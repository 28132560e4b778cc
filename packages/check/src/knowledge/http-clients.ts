/** Names of calls that ask something of an address they are given, by language. The last name, and what it is called on. */
export const httpCalls: Readonly<Record<string, RegExp>> = {
  python:
    /^(requests|httpx|aiohttp|urllib|urllib3|grequests|websockets|websocket|session|client|http)\b.*\.?(get|post|put|patch|delete|head|options|request|stream|urlopen|Request|connect|create_connection|Client|AsyncClient|ClientSession|ws_connect)$|^urlopen$/,
  node: /^(fetch|\$fetch|ofetch|got|ky|axios|request|superagent|needle|WebSocket|EventSource|io|useFetch|useSWR|\$)$|^(axios|got|ky|superagent|needle|\$|http|https|api|client|instance|httpClient|this\.http|this\.httpService|Vue\.http)\.(get|post|put|patch|delete|head|request|create|extend|ajax|getJSON|connect)$|\.(HttpLink|createHttpLink|ApolloClient)$|^(HttpLink|createHttpLink|ApolloClient|GraphQLClient|ReconnectingWebSocket|SockJS)$/,
  go: /^(net\/http|http)\.(Get|Post|PostForm|Head|NewRequest|NewRequestWithContext)$|\.(Get|Post|Put|Patch|Delete|SetBaseURL|SetHostURL|Dial|DialContext|NewClient)$/,
  java: /\.(getForObject|getForEntity|postForObject|postForEntity|exchange|put|delete|patchForObject|create|baseUrl|uri|rootUri)$|^(URL|URI)$|\.(URL|URI)$|^URI\.create$/,
  ruby: /^(Net::HTTP|Net\.HTTP|HTTParty|Faraday|RestClient|HTTP|Typhoeus|Excon|URI)\b.*\.(get|post|put|patch|delete|new|parse|start|get_response|post_form)$|^(URI|open)$/,
  php: /^(curl_init|file_get_contents|fopen)$|\b(Http|Client|GuzzleHttp)\b.*\b(get|post|put|patch|delete|request|Client|baseUrl)$/,
  rust: /(reqwest|ureq|surf|awc)\b.*\b(get|post|put|patch|delete|head|request)$|\.(get|post|put|patch|delete)$/,
  dotnet:
    /\b(GetAsync|PostAsync|PutAsync|DeleteAsync|GetStringAsync|GetFromJsonAsync|PostAsJsonAsync|PutAsJsonAsync|Uri|HttpRequestMessage|ForAddress)$/,
};
