import { nodeToolchain } from './node/node.ts';
import { plainToolchain } from './plain.ts';
import { pythonToolchain } from './python/python.ts';
import type { Toolchain, ToolchainRequest } from './toolchain.ts';

/** The tools of a service. Throws `toolchain.missing` (exit 3). */
export function toolchainOf(request: ToolchainRequest): Toolchain {
  switch (request.service.language) {
    case 'python':
      return pythonToolchain(request);
    case 'node':
      return nodeToolchain(request);
    default:
      return plainToolchain(request);
  }
}
