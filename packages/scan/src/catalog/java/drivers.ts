import type { Carries, ClientRule, Library } from '../library.ts';
import type { ResourceType } from '@groundwork/blueprint';

const driver = (type: ResourceType, ...packages: readonly string[]): Library => ({ language: 'java', packages, modules: [], drives: type });

/** Drivers behind JDBC, R2DBC and the frameworks' data sources: they decide what a URL without a scheme means. */
export const drivers: readonly Library[] = [
  driver(
    'postgres',
    'org.postgresql:postgresql',
    'org.postgresql:r2dbc-postgresql',
    'io.r2dbc:r2dbc-postgresql',
    'com.impossibl.pgjdbc-ng:pgjdbc-ng',
    'io.quarkus:quarkus-jdbc-postgresql',
    'io.quarkus:quarkus-reactive-pg-client',
    'io.vertx:vertx-pg-client',
  ),
  driver(
    'mysql',
    'com.mysql:mysql-connector-j',
    'mysql:mysql-connector-java',
    'org.mariadb.jdbc:mariadb-java-client',
    'io.asyncer:r2dbc-mysql',
    'dev.miku:r2dbc-mysql',
    'org.mariadb:r2dbc-mariadb',
    'io.quarkus:quarkus-jdbc-mysql',
    'io.quarkus:quarkus-jdbc-mariadb',
    'io.quarkus:quarkus-reactive-mysql-client',
    'io.vertx:vertx-mysql-client',
    'software.aws.rds:aws-mysql-jdbc',
  ),
  driver(
    'mssql',
    'com.microsoft.sqlserver:mssql-jdbc',
    'io.r2dbc:r2dbc-mssql',
    'io.quarkus:quarkus-jdbc-mssql',
    'io.vertx:vertx-mssql-client',
    'net.sourceforge.jtds:jtds',
  ),
  driver('sqlite', 'org.xerial:sqlite-jdbc'),
  driver(
    'clickhouse',
    'com.clickhouse:clickhouse-jdbc',
    'ru.yandex.clickhouse:clickhouse-jdbc',
    'com.github.housepower:clickhouse-native-jdbc',
  ),
];

const credentials: Readonly<Record<string, Carries>> = { '0': 'url', '1': 'user', '2': 'password' };
const inMemory = /^(jdbc|r2dbc):(h2|hsqldb|derby|duckdb)\b/;
const rule = (calls: readonly string[], told: Readonly<Record<string, Carries>>): ClientRule => ({
  calls,
  resource: 'by-url',
  arguments: told,
  localWhen: inMemory,
});

/** Connections and pools made by hand. */
export const pools: readonly Library[] = [
  {
    language: 'java',
    packages: ['java.sql'],
    modules: ['java.sql.DriverManager'],
    clients: [rule(['java.sql.DriverManager.getConnection'], credentials)],
  },
  {
    language: 'java',
    packages: ['com.zaxxer:HikariCP'],
    modules: ['com.zaxxer.hikari'],
    clients: [
      rule(['com.zaxxer.hikari.HikariConfig().setJdbcUrl', 'com.zaxxer.hikari.HikariDataSource().setJdbcUrl'], { '0': 'url' }),
      rule(['com.zaxxer.hikari.HikariConfig', 'com.zaxxer.hikari.HikariDataSource'], {
        jdbcUrl: 'url',
        username: 'user',
        password: 'password',
      }),
      rule(['com.zaxxer.hikari.HikariConfig().setUsername', 'com.zaxxer.hikari.HikariDataSource().setUsername'], { '0': 'user' }),
      rule(['com.zaxxer.hikari.HikariConfig().setPassword', 'com.zaxxer.hikari.HikariDataSource().setPassword'], { '0': 'password' }),
    ],
  },
  {
    language: 'java',
    packages: ['org.apache.commons:commons-dbcp2', 'com.mchange:c3p0', 'com.alibaba:druid', 'org.apache.tomcat:tomcat-jdbc'],
    modules: ['org.apache.commons.dbcp2', 'com.mchange.v2.c3p0', 'com.alibaba.druid.pool', 'org.apache.tomcat.jdbc.pool'],
    clients: [
      rule(
        [
          'org.apache.commons.dbcp2.BasicDataSource().setUrl',
          'com.alibaba.druid.pool.DruidDataSource().setUrl',
          'com.mchange.v2.c3p0.ComboPooledDataSource().setJdbcUrl',
          'org.apache.tomcat.jdbc.pool.DataSource().setUrl',
        ],
        { '0': 'url' },
      ),
      rule(
        [
          'org.apache.commons.dbcp2.BasicDataSource().setUsername',
          'com.alibaba.druid.pool.DruidDataSource().setUsername',
          'com.mchange.v2.c3p0.ComboPooledDataSource().setUser',
        ],
        { '0': 'user' },
      ),
      rule(
        [
          'org.apache.commons.dbcp2.BasicDataSource().setPassword',
          'com.alibaba.druid.pool.DruidDataSource().setPassword',
          'com.mchange.v2.c3p0.ComboPooledDataSource().setPassword',
        ],
        { '0': 'password' },
      ),
    ],
  },
  {
    language: 'java',
    packages: ['org.springframework.boot:spring-boot-jdbc', 'org.springframework:spring-jdbc'],
    modules: ['org.springframework.jdbc.datasource', 'org.springframework.boot.jdbc'],
    clients: [
      rule(['org.springframework.boot.jdbc.DataSourceBuilder.create'], {
        '.url.0': 'url',
        '.username.0': 'user',
        '.password.0': 'password',
      }),
      rule(['org.springframework.jdbc.datasource.DriverManagerDataSource'], credentials),
      rule(['org.springframework.jdbc.datasource.DriverManagerDataSource().setUrl'], { '0': 'url' }),
      rule(['org.springframework.jdbc.datasource.DriverManagerDataSource().setUsername'], { '0': 'user' }),
      rule(['org.springframework.jdbc.datasource.DriverManagerDataSource().setPassword'], { '0': 'password' }),
    ],
  },
  {
    language: 'java',
    packages: [
      'org.jdbi:jdbi3-core',
      'org.flywaydb:flyway-core',
      'org.jetbrains.exposed:exposed-core',
      'org.jetbrains.exposed:exposed-jdbc',
      'org.jooq:jooq',
      'org.sql2o:sql2o',
    ],
    modules: ['org.jdbi.v3.core', 'org.flywaydb.core', 'org.jetbrains.exposed.sql', 'org.jooq.impl', 'org.sql2o'],
    clients: [
      rule(['org.jdbi.v3.core.Jdbi.create', 'org.jooq.impl.DSL.using', 'org.sql2o.Sql2o'], credentials),
      rule(['org.flywaydb.core.Flyway.configure'], { '.dataSource.0': 'url', '.dataSource.1': 'user', '.dataSource.2': 'password' }),
      rule(['org.jetbrains.exposed.sql.Database.connect', 'org.jetbrains.exposed.v1.jdbc.Database.connect'], {
        '0': 'url',
        url: 'url',
        user: 'user',
        password: 'password',
      }),
    ],
  },
];
