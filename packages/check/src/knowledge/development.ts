import type { Expression } from '@groundwork/scan';
import { wordsIn } from '../syntax/walk.ts';

/** Conditions that hold on a developer's machine, or that keep apart where a program runs. */
const words =
  /(^|[^a-z])(dev|develop|development|debug|local|localhost|is_?local|is_?dev|testing|test|tests|ci|prod|production|staging|node_env|environment|__DEV__)(?![a-z])/i;

export const isForDevelopment = (condition: Expression): boolean =>
  words.test(
    wordsIn(condition)
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/_/g, ' '),
  );

/** Files that a deployed service does not run: configuration of build tools and of a developer's machine, scripts, seeds. */
export const isForDevelopmentOnly = (path: string): boolean =>
  /(^|\/)([\w-]*[-_])?(tests?|playwright|samples?|examples?)\//.test(path) ||
  /(^|\/)([\w.-]*[._-])?(example|sample|samples|testing|template|dist)([._-]\w+)?(\.\w+)?$/.test(path) ||
  /(^|\/)(scripts?|tools?|seeds?|seeders?|migrations?|stories|\.storybook|dev|devtools|load-?tests?|k6|bench|management\/commands)\//.test(
    path,
  ) ||
  /(^|\/)([\w.-]*\.(config|conf|stories|dev|local|development|test)\.[cm]?[jt]sx?|setupProxy\.[jt]s|gulpfile[\w.]*\.js|Gruntfile\.js|webpack[\w.]*\.js|vite[\w.]*\.[jt]s|environments?\/[\w.-]+\.ts|settings_?(dev|local|development|test)\w*\.py|(dev|local|development|test)(_settings)?\.py|config\/environments\/(development|test)\.rb|noxfile\.py|tasks\.py|fabfile\.py|locustfile\.py|setup\.py|Rakefile|[\w-]*\.rake)$/.test(
    path,
  );
