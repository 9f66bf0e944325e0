import { RE2JS } from 're2js';
import type { SecretKeyTest } from './secretKeys';

/** What stands for what was taken out. */
export const REDACTED = '[redacted]';

/** Tokens that are known by how they begin. */
const tokenStarts =
  /^(?:gh[pousr]_|github_pat_|glpat-|gldt-|glrt-|xox[abeoprs]-|xapp-|npm_|sk-|pypi-|hvs\.|dop_v1_|(?:AKIA|ASIA)[A-Z0-9]{16}$)/;
const jwt = /^eyJ[\w-]{8,}\.[\w-]+/;

/** What {@link createTextRedaction} works with. */
export interface TextRedactionOptions {
  isSecretKey: SecretKeyTest;
  /** RE2 syntax: linear in the length of the text. */
  patterns: readonly string[];
  /** Values that may be nowhere. */
  secrets: readonly string[];
}

/**
 * Takes secrets out of text. Every step is linear in the length of the text, also
 * for text that is made to be slow.
 *
 * @throws Error where a pattern is not valid
 */
export function createTextRedaction({
  isSecretKey,
  patterns,
  secrets,
}: TextRedactionOptions): (text: string) => string {
  const compiled = patterns.map(pattern => RE2JS.compile(pattern));
  const steps: ((text: string) => string)[] = [
    createSecretRedaction(secrets),
    text => (text.includes('-----BEGIN ') ? redactPems(text) : text),
    text => (text.includes('://') ? redactUrlUsers(text) : text),
    text => (text.includes('=') ? redactPairs(text, isSecretKey) : text),
    redactHeaders,
    text => text.replace(/[\w.-]{16,}/g, redactWord),
    ...compiled.map(
      pattern => (text: string) => pattern.matcher(text).replaceAll(REDACTED),
    ),
  ];
  return text =>
    text.length < 8 ? text : steps.reduce((t, step) => step(t), text);
}

function createSecretRedaction(secrets: readonly string[]) {
  const any = secrets.map(s => s.replace(/[^\w]/g, '\\$&')).join('|');
  const pattern = any ? new RegExp(any, 'g') : undefined;
  return (text: string) => (pattern ? text.replace(pattern, REDACTED) : text);
}

/** A run of word characters is looked at as a whole, so none is looked at twice. */
function redactWord(word: string): string {
  return tokenStarts.test(word) || jwt.test(word) ? REDACTED : word;
}

function redactUrlUsers(text: string): string {
  return text.replace(
    /:\/\/([^\s/?#@:]{0,256}):[^\s/?#@]{1,256}@/g,
    `://$1:${REDACTED}@`,
  );
}

/** `key=value`, in URLs and elsewhere. */
function redactPairs(text: string, isSecretKey: SecretKeyTest): string {
  return text.replace(
    /=[^&#\s"'<>;,]+/g,
    (pair: string, at: number, whole: string) =>
      isSecretKey(wordBefore(whole, at)) ? `=${REDACTED}` : pair,
  );
}

/** Looks back a little, so that a long text is not looked at again and again. */
function wordBefore(text: string, end: number): string {
  let begin = end;
  while (begin > 0 && end - begin < 64 && /[\w.~%-]/.test(text[begin - 1])) {
    begin--;
  }
  return text.slice(begin, end);
}

function redactHeaders(text: string): string {
  return text.replace(
    /\b(Bearer|Basic|token) [\w+/=.~-]{12,}/gi,
    `$1 ${REDACTED}`,
  );
}

/** From its first line to its last, or to the end where that was cut. */
function redactPems(text: string): string {
  const [before, ...parts] = text.split('-----BEGIN ');
  return parts.reduce((done, part) => {
    if (!part.slice(0, 40).includes('PRIVATE KEY')) {
      return `${done}-----BEGIN ${part}`;
    }
    const end = /-----END [A-Z ]{1,40}-----/.exec(part);
    const rest = end ? part.slice(end.index + end[0].length) : '';
    return `${done}${REDACTED}${rest}`;
  }, before);
}
