/** Public registries of packages, and where they keep the packages. Hosts that take uploads alone (upload.pypi.org, crates.io) are not among them. */
export const publicRegistries: readonly string[] = [
  // npm, Yarn
  'registry.npmjs.org',
  'registry.yarnpkg.com',
  'repo.yarnpkg.com',
  // Python
  'pypi.org',
  'files.pythonhosted.org',
  'download.pytorch.org',
  'conda.anaconda.org',
  'repo.anaconda.com',
  // Go
  'proxy.golang.org',
  'sum.golang.org',
  // Rust
  'index.crates.io',
  'static.crates.io',
  'static.rust-lang.org',
  // Java
  'repo.maven.apache.org',
  'repo1.maven.org',
  'plugins.gradle.org',
  'plugins-artifacts.gradle.org',
  'services.gradle.org',
  'downloads.gradle.org',
  // Ruby
  'rubygems.org',
  'index.rubygems.org',
  // PHP
  'repo.packagist.org',
  'packagist.org',
  // .NET
  'api.nuget.org',
  'globalcdn.nuget.org',
  // Debian, Ubuntu
  'deb.debian.org',
  'security.debian.org',
  'archive.ubuntu.com',
  'security.ubuntu.com',
  'ports.ubuntu.com',
];
