import type { Expression } from '../../syntax/expression.ts';
import type { Field } from '../../syntax/module.ts';
import { propertyRead, textWithPlaceholders } from './placeholders.ts';

/** The last name of an annotation, whether it is written with arguments or not. */
export function annotationName(decorator: Expression): string {
  const named = decorator.kind === 'call' ? decorator.callee : decorator;
  return named.kind === 'name' || named.kind === 'member' ? named.name : '';
}

/** An argument of an annotation by its name; its only positional one is called `value`. */
export function annotationArgument(decorator: Expression, ...names: readonly string[]): Expression | null {
  if (decorator.kind !== 'call') return null;
  for (const name of names) {
    const found = decorator.named[name] ?? (name === 'value' ? decorator.args[0] : undefined);
    if (found) return found.kind === 'list' ? (found.items[0] ?? null) : found;
  }
  return null;
}

export const textOfLiteral = (expression: Expression | null | undefined): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

/** What an injecting annotation puts into a field or parameter: Spring and Micronaut `@Value`, MicroProfile `@ConfigProperty`, Micronaut `@Property`. */
export function injectedValue(decorators: readonly Expression[]): Expression | null {
  for (const decorator of decorators) {
    switch (annotationName(decorator)) {
      case 'Value': {
        const text = textOfLiteral(annotationArgument(decorator, 'value'));
        if (text !== null && text.includes('${') && !text.startsWith('#{')) return textWithPlaceholders(text, decorator.line);
        break;
      }
      case 'ConfigProperty':
      case 'Property': {
        const name = textOfLiteral(annotationArgument(decorator, 'name'));
        const fallback = annotationArgument(decorator, 'defaultValue');
        if (name !== null) return propertyRead(name, fallback, decorator.line);
        break;
      }
    }
  }
  return null;
}

const settingsAnnotations = new Set(['ConfigurationProperties', 'ConfigMapping', 'EachProperty', 'ConfigProperties']);
const required = new Set(['NotNull', 'NotBlank', 'NotEmpty']);
const scalar =
  /^(String|CharSequence|char\[\]|URI|URL|Path|int|long|short|double|float|boolean|Int|Long|Short|Double|Float|Boolean|Integer|Duration|DataSize|BigDecimal|InetAddress|List|Set)$/;

/** The prefix of a class whose fields are filled from properties, `null` for any other class. */
export function settingsPrefix(decorators: readonly Expression[]): string | null {
  const found = decorators.find((each) => settingsAnnotations.has(annotationName(each)));
  return found ? textOfLiteral(annotationArgument(found, 'prefix', 'value')) : null;
}

/** The fields of such a class with the properties they are filled from. */
export function boundFields(prefix: string, fields: readonly Field[]): Field[] {
  return fields.map((field) => {
    if (!scalar.test(field.type ?? 'String')) return field;
    const must = field.value === null && field.decorators.some((each) => required.has(annotationName(each)));
    const read = propertyRead(`${prefix}.${field.name}`, field.value, field.line);
    return { ...field, value: read.kind === 'environment' ? { ...read, required: must, implicit: !must } : read };
  });
}
