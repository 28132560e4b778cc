import type { KnownReason } from './known.ts';

interface SystemProgram {
  readonly pattern: string;
  readonly what: string;
  /** Of Debian and Ubuntu. */
  readonly packages: string;
}

/** What native parts of packages are built with, by the words of who misses it. */
const systemPrograms: readonly SystemProgram[] = [
  {
    pattern: 'pg_config executable not found|pg_config: (?:command )?not found',
    what: 'the client library of PostgreSQL',
    packages: 'libpq-dev',
  },
  {
    pattern: 'mysql_config: (?:command )?not found|mysql_config not found|Can not find valid pkg-config name',
    what: 'the client library of MySQL',
    packages: 'default-libmysqlclient-dev pkg-config',
  },
  { pattern: 'fatal error: [\'"]?Python\\.h', what: 'the headers of Python', packages: 'python3-dev' },
  { pattern: 'fatal error: ffi\\.h', what: 'libffi', packages: 'libffi-dev' },
  { pattern: 'fatal error: openssl/|Could not find directory of OpenSSL installation', what: 'OpenSSL', packages: 'libssl-dev pkg-config' },
  { pattern: 'fatal error: libxml/|xmlversion\\.h|Please make sure the libxml2', what: 'libxml2', packages: 'libxml2-dev libxslt1-dev' },
  { pattern: 'fatal error: (?:lber|ldap|sasl/sasl)\\.h', what: 'OpenLDAP', packages: 'libldap2-dev libsasl2-dev' },
  { pattern: 'fatal error: zlib\\.h|headers or library files could not be found for zlib', what: 'zlib', packages: 'zlib1g-dev' },
  { pattern: 'headers or library files could not be found for jpeg', what: 'libjpeg', packages: 'libjpeg-dev' },
  { pattern: 'fatal error: (?:libmemcached/|magic\\.h)', what: 'libmemcached and libmagic', packages: 'libmemcached-dev libmagic-dev' },
  { pattern: 'Package vips-cpp was not found|vips/vips8', what: 'libvips', packages: 'libvips-dev' },
  {
    pattern: 'Package [\'"]?(?:cairo|pangocairo|pixman-1)[\'"]? (?:was )?not found|Dependency [\'"]?cairo',
    what: 'Cairo',
    packages: 'libcairo2-dev libpango1.0-dev',
  },
  { pattern: 'gdal-config: (?:command )?not found|Could not find (?:the )?GDAL', what: 'GDAL', packages: 'libgdal-dev' },
  { pattern: 'cmake: (?:command )?not found|CMake must be installed', what: 'CMake', packages: 'cmake' },
  {
    pattern: "protoc: (?:command )?not found|Could not find ['\\x60]?protoc",
    what: 'the compiler of Protocol Buffers',
    packages: 'protobuf-compiler',
  },
  {
    pattern:
      "linker ['\\x60]cc['\\x60] not found|(?:gcc|g\\+\\+|cc): (?:command )?not found|command ['\"]?(?:gcc|cc|x86_64-linux-gnu-gcc)['\"]? failed: No such file|not found: make",
    what: 'a compiler',
    packages: 'build-essential',
  },
];

/** Why a package could not be built here, with the command that gets what it is built with. */
export const systemReasons: readonly KnownReason[] = systemPrograms.map(({ pattern, what, packages }) => ({
  code: 'system.package',
  pattern: new RegExp(pattern),
  message: () => `a package of it is built here and needs ${what} of the system`,
  fix: () => `apt-get install ${packages}`,
}));
