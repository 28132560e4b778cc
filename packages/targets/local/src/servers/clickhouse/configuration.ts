/** Who its services are; `default` without a password where they cannot be told one. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** All there is to set: what is not named here has a default of its own, and ports that are not named are not opened. */
export function settings({ port, native, old }: { readonly port: number; readonly native: number; readonly old: boolean }): string {
  return inRoot(
    old,
    `<logger><level>warning</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${port}</http_port>
  <tcp_port>${native}</tcp_port>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <mark_cache_size>268435456</mark_cache_size>`,
  );
}

export function users({ user, password }: Login, old: boolean): string {
  return inRoot(
    old,
    `<profiles><default></default></profiles>
  <quotas><default></default></quotas>
  <users>
    <${user}>
      <password>${password}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <access_management>1</access_management>
    </${user}>
  </users>`,
  );
}

/** Releases before 22 know the name of the company they came from. */
function inRoot(old: boolean, text: string): string {
  const root = old ? 'yandex' : 'clickhouse';
  return `<${root}>\n  ${text}\n</${root}>\n`;
}
