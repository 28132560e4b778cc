import { dotnetToolchain } from './dotnet/dotnet.ts';
import { goToolchain } from './go/go.ts';
import { javaToolchain } from './java/java.ts';
import { nodeToolchain } from './node/node.ts';
import { phpToolchain } from './php/php.ts';
import { pythonToolchain } from './python/python.ts';
import { rubyToolchain } from './ruby/ruby.ts';
import { rustToolchain } from './rust/rust.ts';
import { plainToolchain, type Toolchain, type ToolchainRequest } from './toolchain.ts';

const toolchains = {
  python: (request) => pythonToolchain(request),
  node: (request) => nodeToolchain(request),
  go: (request) => goToolchain(request),
  java: (request) => javaToolchain(request),
  rust: (request) => rustToolchain(request),
  ruby: (request) => rubyToolchain(request),
  php: (request) => phpToolchain(request),
  dotnet: (request) => dotnetToolchain(request),
  static: () => ({ ...plainToolchain, title: 'static', fingerprint: 'static' }),
} satisfies Record<ToolchainRequest['service']['language'], (request: ToolchainRequest) => Toolchain>;

/** The tools of a service. Throws `toolchain.missing` (exit 3). */
export function toolchainOf(request: ToolchainRequest): Toolchain {
  return toolchains[request.service.language](request);
}
