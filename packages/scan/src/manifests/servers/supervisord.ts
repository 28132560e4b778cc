import { baseName } from '../../repository/paths.ts';
import { kindOfCommand, languageOfCommand } from '../command.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import { kindOfName } from '../names.ts';
import { readSections } from './sections.ts';

const plumbing = /\b(nginx|cron|crond|rsyslogd?|sshd|redis-server|postgres|mysqld|php-fpm\S*|apache2\S*|memcached|caddy|tail)\b/;

/** supervisord.conf: several programs in one container. */
export const supervisordReader: DeclarationReader = {
  format: 'supervisord',
  matches: (path) =>
    /supervisord?[\w.-]*\.(conf|ini)$|(^|\/)supervisor(d)?\/(conf\.d\/)?[\w.-]+\.(conf|ini)$/.test(path) ||
    baseName(path) === 'supervisord.conf',
  read(path, text) {
    const settings = readSections(text).filter(({ section, key }) => section.startsWith('program:') && key === 'command');
    const services = settings
      .filter(({ value }) => !plumbing.test(value.split(' ')[0] ?? ''))
      .map(({ section, value, line }) => {
        const name = section.slice('program:'.length).trim();
        return declaredService(name, stated(path, line, `program ${name}`, 0.85), {
          kind: kindOfCommand(value) ?? kindOfName(name),
          language: languageOfCommand(value),
          command: value,
        });
      });
    return services.length ? declaration(path, 'supervisord', { services }) : null;
  },
};
