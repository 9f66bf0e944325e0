const plainText = /^[\p{L}_][^\p{C}]*$/u;
const misleading = /: |:$| #| $/;
const reserved = /^(true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: unknown): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value) ?? 'null';
  }
  const plain =
    plainText.test(value) && !misleading.test(value) && !reserved.test(value);
  return plain ? value : JSON.stringify(value);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isEmpty(value);
}

function listLines(items: readonly unknown[]): string[] {
  return items.flatMap(item => {
    const [first, ...rest] = linesOf(item);
    return [`- ${first}`, ...rest.map(line => `  ${line}`)];
  });
}

function mapLines(map: object): string[] {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) =>
      isNested(value)
        ? [`${scalar(key)}:`, ...linesOf(value).map(line => `  ${line}`)]
        : [`${scalar(key)}: ${scalar(value)}`],
    );
}

function linesOf(value: unknown): string[] {
  if (!isNested(value)) {
    return [scalar(value)];
  }
  return Array.isArray(value) ? listLines(value) : mapLines(value);
}

/**
 * Writes plain JSON data as YAML, the way people write definitions. Whatever
 * could read as something else is quoted as in JSON, which YAML contains.
 *
 * @internal
 */
export function toYaml(value: unknown): string {
  return linesOf(value).join('\n');
}
