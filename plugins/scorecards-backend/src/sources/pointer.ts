/** Path as a JSON pointer (RFC 6901). */
export function toPointer(path: readonly PropertyKey[]): string {
  return path
    .map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}
